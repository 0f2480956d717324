/** A host that is called http: the program puts a scheme before a value that has one already, and what stands before the second colon is the host. */

import { endProof } from '../evidence/proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { hostPlaces } from '../trace/network/address.ts';
import type { Connection } from '../trace/network/connection.ts';
import { failing } from '../trace/network/failing.ts';
import { placeOf, settingsOf, variablesOf } from '../trace/settings/settings.ts';
import type { Match } from './match.ts';
import { settingObject, settingProof } from './setting-proof.ts';

/** Those after which no server is called: redis, postgres and mysql are schemes, and just as well hosts. */
const SCHEME = /^(?:https?|wss?|tcp|rediss|amqps|grpcs?)$/;

export function schemeTwice(host: string, connection: Connection, fix: WorkloadFix): Match | undefined {
  const { subject, evidence } = fix;
  const isHost = settingsOf(subject, evidence).some(({ written = '' }) => hostPlaces(written, host).length > 0);
  const setting =
    SCHEME.test(host) && !isHost
      ? only(variablesOf(subject, evidence).filter(({ value = '' }) => value.toLowerCase().startsWith(`${host}://`)))
      : undefined;
  if (!setting?.written?.toLowerCase().startsWith(`${host}://`)) return undefined;
  const bare = setting.written.slice(`${host}://`.length).replace(/\/+$/, '');
  const changed = changeSettings(`write it without ${host}://, which the program puts before it: ${bare}`, [{ setting, to: bare }], fix);
  return {
    summary: `${failing(subject, connection)}: ${host} is no host but the scheme of ${placeOf(setting)} (${setting.written}), before which the program puts one of its own`,
    confidence: 'likely',
    object: settingObject(setting, fix),
    proof: [connection.proof, settingProof(setting, undefined, undefined, subject), ...endProof(connection, subject)],
    fixes: present(changed),
    decides: `how the program makes its address of ${placeOf(setting)}`,
  };
}
