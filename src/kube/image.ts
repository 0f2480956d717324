/** Names of images. */
import { lastName } from './folder.ts';

/** registry.example.com:5000/shop/api:1.4.2@sha256:… → repository and tag. */
export function partsOf(image: string): { repository: string; tag: string | undefined } {
  const [name = ''] = image.split('@');
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/')
    ? { repository: name.slice(0, colon), tag: name.slice(colon + 1) }
    : { repository: name, tag: undefined };
}

/** The tag that is asked for: latest, where neither a tag nor a digest is named. */
export const tagAskedFor = (image: string): string | undefined => partsOf(image).tag ?? (image.includes('@') ? undefined : 'latest');

/** What it is called, wherever it is from: registry.example.com/shop/api:1.4.2 → api. */
export const imageName = (image: string): string => lastName(partsOf(image).repository);

/** Docker Hub's names are short in specs and long on nodes: redis → docker.io/library/redis. */
export const long = (repository: string): string =>
  !repository.includes('/')
    ? `docker.io/library/${repository}`
    : /^[^/]*[.:]|^localhost\//.test(repository)
      ? repository
      : `docker.io/${repository}`;
