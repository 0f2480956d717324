/** Where a program that calls its own pod is told to call another port or another host: the change, and the place. */

import type { Subject } from '../evidence/subject.ts';
import { pointAt, pointAtPort } from '../fixes/hosts.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix, ObjectRef } from '../report.ts';
import { addressesIn, hostPlaces, withHost } from '../trace/network/address.ts';
import { clientVariables } from '../trace/network/client-variables.ts';
import type { Connection } from '../trace/network/connection.ts';
import type { Meant } from '../trace/network/likely-service.ts';
import type { OnOtherPort } from '../trace/network/neighbour.ts';
import { namesOtherKind } from '../trace/network/server-kinds.ts';
import { isNoCall, OWN_NAMES } from '../trace/network/told-hosts.ts';
import { BINDS } from '../trace/settings/listen-address.ts';
import { type Change, placeOf, settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { settingObject } from './setting-proof.ts';

export interface OwnPodChange {
  fix: Fix;
  field: string;
  /** Where it is not the workload. */
  object?: ObjectRef;
  /** For the sentence that says what is wrong. */
  why: string;
}

export function toNeighbour(
  { container, port }: Pick<OnOtherPort, 'container' | 'port'>,
  connection: Connection,
  fix: WorkloadFix,
): OwnPodChange | undefined {
  const { fix: written, places } = pointAtPort(port, connection, fix, `call port ${port}, that of container ${container}`);
  return written && places[0] ? { fix: written, field: places[0], why: ` (${places.join(', ')})` } : undefined;
}

/** Where localhost is written down, there; else in the variable that the client library reads by its own documentation. */
export function toService(meant: Meant, connection: Connection, fix: WorkloadFix): OwnPodChange | undefined {
  const text = `let ${fix.subject.container.name} call Service ${meant.name}`;
  const { fix: written, places } = pointAt(meant.host, connection, fix, text);
  if (written && places[0]) return { fix: written, field: places[0], why: ` (${places.join(', ')})` };
  const alias = byOtherName(meant, connection, text, fix);
  if (alias) return alias;
  const variables = clientVariables(fix.subject, connection, fix.evidence);
  const [first] = variables;
  if (!connection.port) return undefined;
  if (!first) return byUsualName(meant, connection.port, fix);
  const filled = first.empty && changeSettings(`${text}: ${first.because}`, [{ setting: first.empty, to: meant.host }], fix);
  if (first.empty && filled)
    return {
      fix: filled,
      field: `env ${first.name}`,
      object: settingObject(first.empty, fix),
      why: `; ${first.because}, and it is empty (${placeOf(first.empty)})`,
    };
  const words = variables.map(({ name, value }) => `${name}=${value(meant.host, connection.port as number)}`);
  return {
    fix: fix.setEnv(`${text}: ${first.because}`, words),
    field: `env ${first.name}`,
    why: `; ${first.because}, and it is not set${unused(fix.subject, meant.host)}`,
  };
}

/** The log has the address, and the only setting that names the own pod its name, or the reverse; what a server listens on is no such. */
function byOtherName(meant: Meant, connection: Connection, text: string, fix: WorkloadFix): OwnPodChange | undefined {
  if (!OWN_NAMES.includes(connection.host)) return undefined;
  const { port } = connection;
  const told = settingsOf(fix.subject, fix.evidence).filter(
    ({ name = '', written = '' }) =>
      !BINDS.test(name) &&
      !isNoCall(name) &&
      !namesOtherKind(`${name} ${written.slice(0, 40)}`, port) &&
      !addressesIn(written).some((one) => OWN_NAMES.includes(one.host) && one.port !== undefined && one.port !== port),
  );
  const change = only(
    OWN_NAMES.flatMap((name) =>
      told.flatMap((setting): Change[] => {
        const to = name === connection.host || setting.written === undefined ? undefined : withHost(setting.written, name, meant.host);
        return to === undefined ? [] : [{ setting, to }];
      }),
    ),
  );
  const place = change && placeOf(change.setting);
  const changed = change && changeSettings(text, [change], fix);
  return changed && place ? { fix: changed, field: place, object: settingObject(change.setting, fix), why: ` (${place})` } : undefined;
}

/** A variable that holds the right host, which the program does not read. */
function unused({ container }: Subject, host: string): string {
  const found = container.env?.find(({ value }) => value === host);
  return found ? ` (${found.name} is, to ${host})` : '';
}

/** Nobody knows what the program reads: that of which a variable has the host under another name, in capitals, else what most programs read. */
function byUsualName(meant: Meant, port: number, fix: WorkloadFix): OwnPodChange | undefined {
  const variables = variablesOf(fix.subject, fix.evidence);
  const held = only(variables.filter(({ value }) => value !== undefined && hostPlaces(value, meant.host).length > 0));
  const capital = held?.name?.toUpperCase();
  const isSet = (name: string) => variables.some((one) => one.name === name);
  const name = [...present(capital), ...(USUAL_NAMES[port] ?? [])].find((one) => !isSet(one));
  if (name === undefined) return undefined;
  const value = name === capital ? (held?.value ?? '') : meant.host;
  return {
    fix: fix.setEnv(`give it Service ${meant.name} as ${name}, if the program reads its host from that`, [`${name}=${value}`]),
    field: `env ${name}`,
    why: held ? `; ${placeOf(held)} names Service ${meant.name}, and the program calls its own pod all the same` : '',
  };
}

/** Of programs that take the host of such a server from a variable. */
const USUAL_NAMES: Readonly<Record<number, string[]>> = {
  3306: ['MYSQL_HOST', 'DB_HOST'],
  5432: ['POSTGRES_HOST', 'DB_HOST'],
  5672: ['RABBITMQ_HOST'],
  6379: ['REDIS_HOST'],
  11211: ['MEMCACHED_HOST'],
  27017: ['MONGO_HOST'],
};
