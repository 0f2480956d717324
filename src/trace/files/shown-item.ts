/** A file that a volume of ConfigMaps and Secrets shows in another folder than the one in which it is looked for (items). */
import { folderPath, lastName } from '../../kube/folder.ts';
import type { KeyToPath, Volume } from '../../kube/shapes.ts';
import type { MountedFile } from './mounted-file.ts';

export interface ShownItem {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  item: KeyToPath;
  /** Where it is, as the container sees it. */
  at: string;
  /** Where the volume would have to show it. */
  wanted: string;
  /** Of the item, from the volume: projected/sources/0/configMap/items/0. */
  pointer: string;
}

/** The only item with a file of this name; undefined where it is shown at that very path, or under several. */
export function shownItem(path: string, { mount, volume }: Pick<MountedFile, 'mount' | 'volume'>): ShownItem | undefined {
  if (mount.subPath !== undefined || mount.subPathExpr !== undefined) return undefined;
  const folder = folderPath(mount.mountPath);
  const wanted = path.slice(folder.length + 1);
  const all = itemsOf(volume);
  if (all.some(({ item }) => item.path === wanted)) return undefined;
  const found = all.filter(({ item }) => lastName(item.path) === lastName(path));
  return found.length === 1 && found[0] ? { ...found[0], at: `${folder}/${found[0].item.path}`, wanted } : undefined;
}

function itemsOf({ configMap, secret, projected }: Volume): Omit<ShownItem, 'at' | 'wanted'>[] {
  const of = (kind: ShownItem['kind'], name: string | undefined, items: KeyToPath[] | undefined, pointer: string) =>
    name === undefined ? [] : (items ?? []).map((item, index) => ({ kind, name, item, pointer: `${pointer}/items/${index}` }));
  return [
    ...of('ConfigMap', configMap?.name, configMap?.items, 'configMap'),
    ...of('Secret', secret?.secretName, secret?.items, 'secret'),
    ...(projected?.sources ?? []).flatMap((source, index) => [
      ...of('ConfigMap', source.configMap?.name, source.configMap?.items, `projected/sources/${index}/configMap`),
      ...of('Secret', source.secret?.name, source.secret?.items, `projected/sources/${index}/secret`),
    ]),
  ];
}
