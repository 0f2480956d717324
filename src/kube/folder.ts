/** Paths of folders in a container. */

/** `/etc/app/` and `/etc/app` are one folder: without the slash at its end, the root as an empty text. */
export const folderPath = (path: string): string => path.replace(/\/+$/, '');
