/** Which file a SQLite database is, as the settings of its program tell it. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { type Setting, settingsOf } from '../settings/settings.ts';

/** The one that a variable or an argument names, else that of the log, else that of the code; undefined where several of them name one. */
export function sqliteFile(
  said: string | undefined,
  subject: Subject,
  evidence: Evidence,
): { path: string | undefined; setting: Setting | undefined } | undefined {
  const settings = settingsOf(subject, evidence);
  const named = settings.flatMap((setting) => {
    const { place, name, value = '' } = setting;
    const isTold = name !== undefined ? place.kind !== 'secret' : place.kind === 'argument';
    const path = isTold ? FILE.exec(name === undefined ? value.replace(OPTION, '') : value)?.[1] : undefined;
    return path === undefined ? [] : [{ setting, path }];
  });
  // Variables go first: code in an argument may name what it only copies.
  const [first, second] = named.some(({ setting }) => setting.name !== undefined) ? named.filter(({ setting }) => setting.name) : named;
  if (second) return undefined;
  return first ?? { path: said ?? inCode(settings), setting: undefined };
}

/** The only database that the code of an argument or of a ConfigMap's file names, between quotes. */
function inCode(settings: readonly Setting[]): string | undefined {
  const named = settings.flatMap(({ name, value = '' }) => (name === undefined ? [...value.matchAll(QUOTED)].map(([, path]) => path) : []));
  return new Set(named).size === 1 ? named[0] : undefined;
}

const OPTION = /^--?[\w-]{1,40}=/;
const QUOTED = /["'](\/(?:[\w.-]+\/)*[\w.-]+\.(?:db|sqlite3?|db3))["']/g;
/** A path, or a URL of SQLAlchemy, Prisma, Rails. */
const FILE = /^(?:sqlite3?:\/{2,3}|file:)?(\/(?:[\w.-]+\/)*[\w.-]+\.(?:db|sqlite3?|db3))(?:\?.*)?$/;
