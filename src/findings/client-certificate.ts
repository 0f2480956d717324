/** Both sides speak TLS, and the server asks who its client is. */
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { restarting } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { addressOf } from '../trace/network/failing.ts';
import { type Server, serverName } from '../trace/servers/server.ts';
import { readUnset } from '../trace/settings/read-unset.ts';
import { placeOf } from '../trace/settings/settings.ts';
import type { Match } from './match.ts';
import { settingObject, settingProof } from './setting-proof.ts';

export function withoutCertificate(fact: Fact<'tls-protocol'>, server: Server | undefined, subject: Subject, evidence: Evidence): Match {
  const { container } = subject;
  const fix = new WorkloadFix(subject, evidence);
  const unset = readUnset(/CERT|KEY|CRT|PEM/i, subject, evidence);
  const given = unset.filter(({ setting }) => setting.value !== undefined);
  const names = unset.map(({ name, setting }) => `${name}, which nothing sets, and ${placeOf(setting)} is called nearly so`);
  return {
    summary: `${server ? `${serverName(server)} (${addressOf(server.connection)})` : 'the server'} wants a client certificate, and container ${container.name} shows none${names.length ? `; its code reads ${names.join('; ')}` : ''}`,
    confidence: 'likely',
    object: unset[0] ? settingObject(unset[0].setting, fix) : fix.object(),
    proof: [
      logProof(subject, fact),
      ...unset.map(({ setting }) => settingProof(setting, undefined, undefined, subject)),
      attemptProof(subject),
    ],
    fixes: [
      given.length > 0
        ? fix.setEnv(
            `set ${given.map(({ name }) => name).join(' and ')}, as the code calls ${given.length > 1 ? 'them' : 'it'}`,
            given.map(({ name, setting }) => `${name}=${setting.value}`),
          )
        : restarting('mount a certificate and key that its authority has signed, and point the program at both'),
    ],
    decides: 'which certificate the program is told to show, and whether the server lets others in without',
  };
}
