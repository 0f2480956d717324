/** Which file a SQLite database is, as the settings of its program tell it. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { type Setting, settingsOf, variablesOf } from '../settings/settings.ts';

/** The one that a variable names, else that of the log, else that of the code; undefined where several variables name one. */
export function sqliteFile(
  said: string | undefined,
  subject: Subject,
  evidence: Evidence,
): { path: string | undefined; setting: Setting | undefined } | undefined {
  const [first, second] = variablesOf(subject, evidence).flatMap((setting) => {
    const path = FILE.exec(setting.value ?? '')?.[1];
    return path && setting.place.kind !== 'secret' ? [{ setting, path }] : [];
  });
  if (second) return undefined;
  return first ?? { path: said ?? inCode(settingsOf(subject, evidence)), setting: undefined };
}

/** The only database that the code of an argument or of a ConfigMap's file names, between quotes. */
function inCode(settings: readonly Setting[]): string | undefined {
  const named = settings.flatMap(({ name, value = '' }) => (name === undefined ? [...value.matchAll(QUOTED)].map(([, path]) => path) : []));
  return new Set(named).size === 1 ? named[0] : undefined;
}

const QUOTED = /["'](\/(?:[\w.-]+\/)*[\w.-]+\.(?:db|sqlite3?|db3))["']/g;
/** A path, or a URL of SQLAlchemy, Prisma, Rails. */
const FILE = /^(?:sqlite3?:\/{2,3}|file:)?(\/(?:[\w.-]+\/)*[\w.-]+\.(?:db|sqlite3?|db3))(?:\?.*)?$/;
