import { decidedBy } from '../evidence/end.ts';
import { attemptProof, keysProof, logProof } from '../evidence/proof.ts';
import { refusedCertificate } from '../findings/client-certificate.ts';
import { ofWebhook } from '../findings/webhook-certificate.ts';
import { advised, look } from '../fixes/fix.ts';
import { readKey } from '../fixes/secret-key.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { addressOf } from '../trace/network/failing.ts';
import { serverName, serverOf } from '../trace/servers/server.ts';
import { serverCertificate } from '../trace/servers/server-certificate.ts';
import { type Cause, RUNG } from './cause.ts';

export const certificateExpired: Cause = {
  id: 'certificate-expired',
  title: 'a certificate is out of its time',
  tier: 'environment',
  covers: ['dep.tls-expired', 'node.clock'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'tls-expired');
    if (!fact) return undefined;
    const server = serverOf(subject, evidence, ['tls-expired']);
    if (server === 'pending') return undefined;
    if (fact.fields.own)
      return refusedCertificate(
        fact,
        { why: ', as that has expired', todo: 'renew that certificate, and start the program anew' },
        server,
        subject,
        evidence,
      );
    const webhook = ofWebhook(
      fact,
      {
        why: 'the certificate of the webhook is out of its time',
        todo: 'renew the certificate of the webhook, or take its configuration away if its server is gone for good',
      },
      subject,
      evidence,
    );
    if (webhook) return webhook;
    const certificate = server && serverCertificate(server, evidence);
    const early = /is before|not yet valid: current time \S+ is before|NotBefore|CERT_NOT_YET_VALID/.test(fact.quote);
    const fix = new WorkloadFix(subject, evidence);
    const whose = server ? `${serverName(server)} (${addressOf(server.connection)})` : 'the server that it calls';
    return {
      summary: `the certificate of ${whose} ${early ? `is not valid yet by the clock of container ${subject.container.name}: the node's clock may be wrong` : `has expired, so container ${subject.container.name} does not talk to it`}${fact.fields.when ? ` (${fact.fields.when})` : ''}${certificate ? `; the server takes it from Secret ${certificate.secret}` : ''}`,
      confidence: 'likely',
      object: certificate ? { kind: 'Secret', namespace: certificate.namespace, name: certificate.secret } : fix.object(),
      proof: [
        logProof(subject, fact),
        ...present(certificate && keysProof('Secret', certificate.secret, certificate.keys.join(', '))),
        attemptProof(subject),
      ],
      fixes: [
        certificate
          ? look(
              `renew the certificate in Secret ${certificate.secret} and start the server anew; its dates`,
              `${readKey({ object: certificate.secret, key: certificate.own }, certificate.namespace, evidence)} | base64 -d | openssl x509 -noout -dates`,
            )
          : advised(early ? "set the node's clock right" : 'renew the certificate on the server'),
      ],
      decides: 'the dates in the certificate, and the clock of the node',
    };
  },
};
