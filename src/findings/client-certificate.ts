/** Both sides speak TLS, and the server asks who its client is. */
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, keysProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { changing, look, restarting } from '../fixes/fix.ts';
import { readKey } from '../fixes/secret-key.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { addressOf } from '../trace/network/failing.ts';
import { type Server, serverName } from '../trace/servers/server.ts';
import { certificateOf } from '../trace/servers/server-certificate.ts';
import { readUnset } from '../trace/settings/read-unset.ts';
import { placeOf } from '../trace/settings/settings.ts';
import type { Match } from './match.ts';
import { settingObject, settingProof } from './setting-proof.ts';

/** What the other side says of the certificate that it was shown; of one that was not shown, older ones say that it is bad. */
export function refusedCertificate(
  fact: Fact,
  { why, todo }: { why: string; todo: string },
  server: Server | undefined,
  subject: Subject,
  evidence: Evidence,
): Match {
  const { container, pod, namespace } = subject;
  const shown = certificateOf({ container, pod, namespace }, evidence);
  const fix = new WorkloadFix(subject, evidence);
  return {
    summary: `${server ? `${serverName(server)} (${addressOf(server.connection)})` : 'the other side'} does not accept the certificate that container ${container.name} shows it${why}${shown ? `; Secret ${shown.secret} is mounted, with ${shown.own}` : ''}`,
    confidence: 'likely',
    object: shown ? { kind: 'Secret', namespace, name: shown.secret } : fix.containerObject(),
    proof: [logProof(subject, fact), ...present(shown && keysProof('Secret', shown.secret, shown.keys.join(', '))), attemptProof(subject)],
    fixes: [
      shown
        ? look(
            `${todo}; who has signed what is in Secret ${shown.secret}, and its dates`,
            `${readKey({ object: shown.secret, key: shown.own }, namespace, evidence)} | base64 -d | openssl x509 -noout -issuer -dates`,
          )
        : changing(todo),
    ],
    decides: 'the certificate that the program is told to show, and which authorities the other side trusts',
  };
}

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
