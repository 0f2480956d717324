/** Paths of files and folders in a container. */

/** `/etc/app/` and `/etc/app` are one folder: without the slash at its end, the root as an empty text. */
export const folderPath = (path: string): string => path.replace(/\/+$/, '');

/** Of a path, or of the name of an image's repository: what stands behind the last slash. */
export const lastName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The folder that a path lies in; the root as an empty text. */
export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
