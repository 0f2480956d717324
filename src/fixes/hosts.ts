/** Points a container at another host or port, wherever it is told the old one. */
import type { Fix } from '../report.ts';
import { withHost, withPort } from '../trace/network/address.ts';
import type { Connection } from '../trace/network/connection.ts';
import { isBeside, isNoCall, OWN_NAMES } from '../trace/network/told-hosts.ts';
import { hiddenAddress } from '../trace/settings/hidden-address.ts';
import { BINDS } from '../trace/settings/listen-address.ts';
import type { Change } from '../trace/settings/settings.ts';
import { fileOf, placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

export interface Pointed {
  fix: Fix | undefined /** Where the old one is written. */;
  places: string[];
}

export function pointAt(host: string, { host: old }: Connection, fix: WorkloadFix, text: string): Pointed {
  const settings = settingsOf(fix.subject, fix.evidence);
  const changes = changesOf(old, host, settings);
  const chosen =
    changes.length > 0 ? changes : [hiddenAddress(settings) ?? []].flat().map((setting): Change => ({ setting, from: old, to: host }));
  return pointed(text, chosen, fix);
}

function changesOf(old: string, host: string, settings: readonly Setting[]): Change[] {
  const changes = settings.flatMap((setting): Change[] => {
    const to = setting.written === undefined ? undefined : withHost(setting.written, old, host);
    return to === undefined ? [] : [{ setting, to }];
  });
  const told = changes.filter(({ setting }) => !isProgram(setting) && !isOfItself(setting, old));
  const hosts = told.filter(({ setting }) => !isOther(setting, old));
  return hosts.length > 0
    ? hosts
    : told.length > 0
      ? told
      : changes.filter(({ setting: { name = '' } }) => !(OWN_NAMES.includes(old) && isNoCall(name)));
}

/** ALLOWED_HOSTS=localhost, and HOST=localhost beside others: where it listens, and what others are told. */
const isOfItself = ({ name = '' }: Setting, host: string) => OWN_NAMES.includes(host) && (BINDS.test(name) || isNoCall(name));

/** A variable whose whole value is the word, and which is called as what is no host: DB_USER and DB_NAME are postgres as DB_HOST is. */
const isOther = ({ name, written }: Setting, host: string) => name !== undefined && OTHER_NAME.test(name) && written?.trim() === host;
const OTHER_NAME =
  /(?:^|_)(?:USER(?:_?NAME)?|PASS(?:WORD)?|ROLE|OWNER|(?:DB_?|DATABASE_?|APP_?|USER_?|VOLUME_?|QUEUE_?|TOPIC_?)NAME|DB|DATABASE|DRIVER|ENGINE|DIALECT|CONNECTION|ADAPTER|CLIENT|STORE|BACKEND|TYPE|KIND|SCHEMA|VHOST|TOPIC|QUEUE|NAMESPACE)$|^PGUSER$|^PGDATABASE$/i;

/** Where the host is written that nobody can put another in place of; of a file with its line. */
export function writtenAt({ host }: Connection, { subject, evidence }: WorkloadFix): { setting: Setting; place: string }[] {
  return changesOf(host, 'x', settingsOf(subject, evidence)).map(({ setting }) => {
    const line = (setting.written ?? '').split('\n').findIndex((one) => withHost(one, host, 'x') !== undefined);
    return { setting, place: `${placeOf(setting)}${fileOf(setting) === undefined || line < 0 ? '' : `, line ${line + 1}`}` };
  });
}

/** A program's text has the host as a default, or by chance: what it is told from outside goes before. */
const isProgram = ({ place }: Setting) => place.kind === 'configmap' && /\.(?:py|[cm]?js|ts|rb|php|pl|sh|go|java)$/.test(place.path ?? '');

export function pointAtPort(port: number, { host, port: old }: Connection, fix: WorkloadFix, text: string): Pointed {
  if (old === undefined) return { fix: undefined, places: [] };
  const settings = settingsOf(fix.subject, fix.evidence);
  const near = settings.flatMap((setting): Change[] => {
    const to = setting.written === undefined ? undefined : withPort(setting.written, host, old, port);
    return to === undefined ? [] : [{ setting, to }];
  });
  return pointed(text, near.length > 0 ? near : portVariables(settings, host, old).map((setting) => ({ setting, to: String(port) })), fix);
}

/** Host and port together: both in one address, or the port in the variable beside that of the host. */
export function pointAtServer(host: string, port: number, { host: old, port: was }: Connection, fix: WorkloadFix, text: string): Pointed {
  const settings = settingsOf(fix.subject, fix.evidence);
  const hosts = changesOf(old, host, settings).map(({ setting, to }) => ({
    setting,
    to: (was === undefined ? undefined : withPort(to, host, was, port)) ?? to,
  }));
  const ports =
    was === undefined || was === port ? [] : portVariables(settings, old, was).map((setting) => ({ setting, to: String(port) }));
  return pointed(text, [...hosts, ...ports], fix);
}

/** REDIS_PORT beside REDIS_HOST; where no variable names the host, the only one whose value is the port. */
function portVariables(settings: readonly Setting[], host: string, port: number): Setting[] {
  const ports = settings.filter(({ name, written }) => name !== undefined && /PORT$/i.test(name) && written?.trim() === String(port));
  const hosts = settings.filter(({ value }) => value !== undefined && withHost(value, host, '') !== undefined);
  const beside = ports.filter((port) => hosts.some(({ name = '' }) => isBeside(port.name, name)));
  return beside.length > 0 ? beside : ports.length === 1 ? ports : [];
}

function pointed(text: string, changes: readonly Change[], fix: WorkloadFix): Pointed {
  return { fix: changeSettings(text, changes, fix), places: changes.map(({ setting }) => placeOf(setting)) };
}
