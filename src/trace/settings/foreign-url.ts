/** A URL of PostgreSQL that libpq does not take for one: it knows postgres:// and postgresql:// (src/interfaces/libpq/fe-connect.c). */
import { only } from '../../only.ts';
import type { Change, Setting } from './settings.ts';
import { valueMeant } from './value-meant.ts';

const URL = /(?<![\w.+:-])(?:jdbc:)?([a-z][a-z0-9]{1,20})(?:\+[a-z0-9]{1,20})?:\/\/[^\s"'`;|&]{1,400}/g;
const OF_POSTGRES = /postg|pg|psql/;

/** The only one among the settings, with what it begins with, and the change that makes it one. */
export function foreignPostgresUrl(settings: readonly Setting[]): { begins: string; change: Change } | undefined {
  return only(
    settings.flatMap((setting) =>
      [...(setting.written ?? '').matchAll(URL)].flatMap(([url, scheme = '']) => {
        const meant = OF_POSTGRES.test(scheme) ? valueMeant(url, 'a URL that begins with postgresql:// or postgres://') : undefined;
        if (meant === undefined) return [];
        const to = (setting.written as string).replace(url, () => meant);
        return [{ begins: url.slice(0, url.indexOf('://') + 3), change: { setting, to } }];
      }),
    ),
  );
}
