import { decidedBy } from '../evidence/end.ts';
import { otherName, unknownName } from '../findings/unknown-name.ts';
import { inContainer } from '../fixes/command.ts';
import { changing } from '../fixes/fix.ts';
import { runCommands } from '../fixes/object.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { withDatabase } from '../trace/network/address.ts';
import { FIRST_DATABASE, FIRST_USER, type Server, serverOf, serverVariable } from '../trace/servers/server.ts';
import type { Change } from '../trace/settings/settings.ts';
import { placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { entriesWith } from '../trace/texts/entries.ts';
import { type Cause, RUNG } from './cause.ts';

/** PostgreSQL's client library, whose variable for the database is PGDATABASE (postgresql.org/docs/current/libpq-envars.html). */
const LIBPQ = /connection to server (?:at|on)/;

export const databaseMissing: Cause = {
  id: 'database-missing',
  title: 'the database server has no database of that name',
  tier: 'kubernetes',
  covers: ['dep.db-missing'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'database-missing');
    if (!fact?.fields.database) return undefined;
    const { database } = fact.fields;
    const server = serverOf(subject, evidence, ['database-missing']);
    if (server === 'pending') return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const holding = settingsOf(subject, evidence).filter((setting) => holds(setting, database));
    const unknown = { fact, wanted: database, place: holding[0], server, made: server && madeBy(server) };
    const { user } = fact.fields;
    const called = holding.length > 0 ? undefined : userOf(database, settingsOf(subject, evidence));
    // libpq's own rule (postgresql.org/docs/current/libpq-connect.html, dbname), and that of others after it.
    const byUser = called ? `, as it names none, and its user (${placeOf(called)}) is called so` : '';
    const asks = `which container ${subject.container.name} asks for${byUser}`;
    const words = {
      what: 'database',
      use: user === undefined ? asks : `or none that user ${user} may use, ${asks}`,
      makes: ' at its first start',
    };
    const fixes = [...use(otherName(unknown), database, holding, fix, LIBPQ.test(fact.quote)), ...create(server, database, fix)];
    return {
      ...unknownName(unknown, words, subject, fix),
      fixes: fixes.length > 0 || user === undefined ? fixes : [changing(granted(database, user))],
    };
  },
};

const granted = (database: string, user: string) =>
  `make the database and let the user use it, as root of the server: CREATE DATABASE IF NOT EXISTS \`${database}\`; GRANT ALL ON \`${database}\`.* TO '${user}'`;

const holds = (setting: Setting, database: string, { name, written } = setting) =>
  written !== undefined &&
  ((name !== undefined && /db|database|schema/i.test(name) && !OTHER_ENTRY.test(name) && written === database) ||
    withDatabase(written, database, '-') !== undefined ||
    inEntry(setting, database, '-') !== undefined);

const userOf = (database: string, settings: readonly Setting[]): Setting | undefined =>
  // What cannot be read may name the database.
  settings.some(({ name = '', value }) => value === undefined && MAY_NAME.test(name))
    ? undefined
    : settings.find(({ name, value }) => name !== undefined && /USER(?:NAME)?$/i.test(name) && value === database);

const MAY_NAME = /url|uri|dsn|conn|database|schema|(?:^|_)db(?:_?name)?$|dbname/i;

/** The name of an entry, by itself or with those above it, that says database; its user has the same name often enough. */
const DATABASE_ENTRY = /(?:^|\.)(?:db|database|schema|postgres|mysql|pg)/i;
const OTHER_ENTRY = /(?:user|login|role|owner|pass|host|address|label)\w*$/i;

/** In a file: name: shop below database:, or "dbname": "shop". */
function inEntry({ name, written = '', place }: Setting, database: string, other: string): string | undefined {
  if (name !== undefined || place.kind !== 'configmap' || place.path === undefined) return undefined;
  const found = only(
    entriesWith(database, written, place.path).filter(
      ({ path }) => DATABASE_ENTRY.test(path.join('.')) && !OTHER_ENTRY.test(path.at(-1) ?? ''),
    ),
  );
  return found?.value && written.slice(0, found.value.start) + other + written.slice(found.value.end);
}

/** The database that the image makes; PostgreSQL's is called as its user where it is not named. */
function madeBy(server: Server): Setting | undefined {
  const named = serverVariable(server, FIRST_DATABASE);
  const user = serverVariable(server, FIRST_USER);
  return named ?? (user?.name?.startsWith('POSTGRES') ? user : undefined);
}

function use(other: string | undefined, database: string, holding: readonly Setting[], fix: WorkloadFix, isLibpq: boolean): Fix[] {
  if (other === undefined) return [];
  const text = `use database ${other}, which exists`;
  const changes = holding.map(
    (setting): Change => ({
      setting,
      to:
        setting.written === database
          ? other
          : (withDatabase(setting.written as string, database, other) ?? inEntry(setting, database, other) ?? other),
    }),
  );
  const changed = changes.length > 0 ? changeSettings(text, changes, fix) : isLibpq ? fix.setEnv(text, [`PGDATABASE=${other}`]) : undefined;
  return present(changed);
}

/** In the server's own container, with the user that it was set up with. */
function create(server: Server | undefined, database: string, fix: WorkloadFix): Fix[] {
  const user = server && serverVariable(server, FIRST_USER);
  if (!server?.pod || !server.container || !user?.name?.startsWith('POSTGRES') || user.value === undefined) return [];
  const command = inContainer(fix.evidence, server.namespace, server.pod, server.container, ['createdb', '-U', user.value, database]);
  return [runCommands(`or make an empty database ${database}`, [command], fix, { again: true })];
}
