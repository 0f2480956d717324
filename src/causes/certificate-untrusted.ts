import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, keysProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { refusedCertificate } from '../findings/client-certificate.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { ofWebhook } from '../findings/webhook-certificate.ts';
import { kubectl } from '../fixes/command.ts';
import { look, restarting } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { listOf } from '../fixes/spec.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { CLUSTER_CA } from '../kube/cluster-ca.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { lackingTrustFile, type TrustFile } from '../trace/files/trust-file.ts';
import { isSelfSigned, trustVariable } from '../trace/files/trust-variable.ts';
import { isApiServer } from '../trace/network/api-server.ts';
import { addressOf } from '../trace/network/failing.ts';
import { type Server, serverName, serverOf } from '../trace/servers/server.ts';
import { type ServerCertificate, serverCertificate } from '../trace/servers/server-certificate.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const certificateUntrusted: Cause = {
  id: 'certificate-untrusted',
  title: "it does not trust the other side's certificate",
  tier: 'kubernetes',
  covers: ['dep.tls-unknown-ca'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'tls-unknown-ca');
    if (!fact) return undefined;
    const server = serverOf(subject, evidence, ['tls-unknown-ca']);
    if (server === 'pending') return undefined;
    if (fact.fields.own)
      return refusedCertificate(
        fact,
        { why: ', as it does not know who has signed it', todo: 'let it be signed by an authority that the other side trusts' },
        server,
        subject,
        evidence,
      );
    const webhook = ofWebhook(
      fact,
      {
        why: 'the caBundle in its configuration is not of the authority that signed the certificate of the webhook',
        todo: 'write that authority into caBundle (of cert-manager, its cainjector does), or take the configuration away if its server is gone for good',
      },
      subject,
      evidence,
    );
    if (webhook) return webhook;
    return ofServer(fact, server, subject, evidence);
  },
};

function ofServer(fact: Fact, server: Server | undefined, subject: Subject, evidence: Evidence): Match {
  const certificate = server && serverCertificate(server, evidence);
  const variable = trustVariable(fact.quote);
  const fix = new WorkloadFix(subject, evidence);
  const told = lackingTrustFile(subject, evidence);
  const lacking = told && isReadBy(told, fact.quote) ? told : undefined;
  if (server && isOfApi(server) && !lacking) return ofApiServer(fact, subject, evidence);
  const same = certificate && certificate.namespace === subject.namespace ? certificate : undefined;
  return {
    summary: `container ${subject.container.name} does not trust the certificate of ${server ? `${serverName(server)} (${addressOf(server.connection)})` : 'the server that it calls'}: the authority that signed it is unknown to it${lacking ? `, as ${toldBy(lacking)} names ${lacking.path}, and ${lacking.source.kind} ${lacking.source.name}, which is mounted there, has only ${lacking.files.join(', ') || 'no files'}` : ''}${certificate ? `; the server takes it from Secret ${certificate.secret}` : ''}`,
    confidence: lacking ? 'certain' : 'likely',
    object: lacking ? settingObject(lacking.setting, fix) : fix.containerObject('volumeMounts'),
    proof: [
      logProof(subject, fact),
      ...(lacking
        ? [
            settingProof(lacking.setting, undefined, undefined, subject),
            keysProof(lacking.source.kind, lacking.source.name, lacking.files.join(', ')),
          ]
        : []),
      ...present(certificate && keysProof('Secret', certificate.secret, certificate.keys.join(', '))),
      attemptProof(subject),
    ],
    fixes: [
      (lacking && pointAtFile(lacking, fix)) ??
        (same && variable && !lacking && (same.authority !== same.own || isSelfSigned(fact.quote))
          ? trust(same, variable, fix)
          : undefined) ??
        restarting('mount the certificate of the authority that signed it, and point the program at that file'),
    ],
    decides: 'which authority signed the certificate, and which ones the container trusts',
  };
}

const isOfApi = ({ service, namespace, connection }: Server): boolean =>
  (service?.metadata.name === 'kubernetes' && namespace === 'default') || isApiServer(connection);

/** A client inside the cluster trusts the ca.crt beside its token, which kube-controller-manager hands out (--root-ca-file). */
function ofApiServer(fact: Fact, subject: Subject, evidence: Evidence): Match {
  const { container, namespace } = subject;
  return {
    summary: `container ${container.name} does not trust the certificate of the API server: the ca.crt beside its token (ConfigMap ${CLUSTER_CA} of its namespace) is not of the authority that signed it: that was changed, as by setting up the control plane anew, or something on the way (a proxy) answers in its place`,
    confidence: 'likely',
    object: { kind: 'ConfigMap', namespace, name: CLUSTER_CA },
    proof: [logProof(subject, fact), attemptProof(subject)],
    fixes: [
      look(
        'compare what the pods are given with the authority of the API server; kube-controller-manager writes it into each namespace (--root-ca-file), and pods that were made before have to be made anew',
        kubectl(evidence, namespace, ['get', 'configmap', CLUSTER_CA, '-o', 'jsonpath={.data.ca\\.crt}']),
      ),
    ],
    decides: 'which authority signed the certificate that the API server shows to the pod',
  };
}

/** Each runtime has its own: Go and OpenSSL read nothing of NODE_EXTRA_CA_CERTS, nor requests of SSL_CERT_FILE. */
function isReadBy({ by }: TrustFile, quote: string): boolean {
  const own = /PKIX|SunCertPath|sun\.security/.test(quote) ? '-Djavax.net.ssl.trustStore' : trustVariable(quote);
  return (
    own === undefined ||
    own === by ||
    (by === 'CURL_CA_BUNDLE' && (own === 'REQUESTS_CA_BUNDLE' || /\bcurl\b/.test(quote))) ||
    /^GRPC_/.test(by)
  );
}

const toldBy = ({ by, setting }: TrustFile) =>
  setting.place.kind === 'env' && setting.name === by ? placeOf(setting) : `${by} (${placeOf(setting)})`;

function pointAtFile({ setting, by, path, meant }: TrustFile, fix: WorkloadFix): Fix | undefined {
  const to = meant && setting.written?.replace(path, meant);
  return to && to !== setting.written ? changeSettings(`let ${by} name ${meant}`, [{ setting, to }], fix) : undefined;
}

const FOLDER = '/etc/server-ca';

function trust({ secret, authority }: ServerCertificate, variable: string, fix: WorkloadFix): Fix {
  const name = 'server-ca';
  return fix.patchSpec(`mount key ${authority} of Secret ${secret}, and let ${variable} point at it`, {
    volumes: [{ name, secret: { secretName: secret, items: [{ key: authority, path: 'ca.crt' }] } }],
    [listOf(fix.subject.kind)]: [
      {
        name: fix.subject.container.name,
        env: [{ name: variable, value: `${FOLDER}/ca.crt` }],
        volumeMounts: [{ name, mountPath: FOLDER, readOnly: true }],
      },
    ],
  });
}
