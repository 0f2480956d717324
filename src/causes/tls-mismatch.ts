import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { refusedCertificate, withoutCertificate } from '../findings/client-certificate.ts';
import { restarting } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { addressOf } from '../trace/network/failing.ts';
import { serverName, serverOf } from '../trace/servers/server.ts';
import type { Change } from '../trace/settings/settings.ts';
import { placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** One side speaks TLS, the other does not: the words of the side that notices. */
const SERVER_IS_PLAIN =
  /first record does not look like a TLS handshake|gave HTTP response to HTTPS client|wrong version number|does not support SSL|SSL is not enabled|not support SSL|refused TLS|packet length too long|EPROTO|plaintext connection|unknown protocol|SSL connection has been closed unexpectedly/i;
const SERVER_WANTS_TLS =
  /HTTP request (?:was sent )?to an? HTTPS|no encryption|SSL off|HTTPS port|malformed HTTP response|\\u0015|connection requires|insecure transport|require_secure_transport|must use TLS/i;

/** nginx's page, and the alert of TLS 1.3 (RFC 8446, certificate_required). */
const WANTS_CERTIFICATE = /No required SSL certificate was sent|(?:alert |tls: )certificate required/;

/** Alerts on the certificate of the one who reads them (RFC 8446, 6.2; crypto/tls/alert.go). */
const REFUSES_CERTIFICATE =
  /remote error: tls: (?:bad|unsupported|revoked|unknown) certificate\b|Received fatal alert: (?:bad_certificate|unsupported_certificate|certificate_(?:revoked|unknown))|\balert (?:bad certificate|certificate (?:revoked|unknown)|unsupported certificate)/i;

/** Schemes and modes in which the same thing is called with and without TLS. */
const PAIRS: readonly [secure: string, plain: string][] = [
  ['https://', 'http://'],
  ['rediss://', 'redis://'],
  ['amqps://', 'amqp://'],
  ['wss://', 'ws://'],
  ['ldaps://', 'ldap://'],
];
const MODES: readonly [secure: RegExp, plain: string][] = [
  [/\b(sslmode=)(?:require|verify-ca|verify-full)\b/i, '$1disable'],
  [/\b(useSSL=)true\b/i, '$1false'],
  [/\b((?:tls|ssl)=)(?:true|1|required)\b/i, '$1false'],
];

export const tlsMismatch: Cause = {
  id: 'tls-mismatch',
  title: 'one side speaks TLS, the other does not',
  tier: 'kubernetes',
  covers: ['dep.tls-proto'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'tls-protocol');
    if (!fact) return undefined;
    const server = serverOf(subject, evidence, ['tls-protocol']);
    if (server === 'pending') return undefined;
    if (WANTS_CERTIFICATE.test(fact.fields.detail ?? fact.quote)) return withoutCertificate(fact, server, subject, evidence);
    if (REFUSES_CERTIFICATE.test(fact.quote))
      return refusedCertificate(
        fact,
        { why: ', or misses one', todo: 'let the program show a certificate that the other side accepts' },
        server,
        subject,
        evidence,
      );
    // Only who speaks TLS sends an alert of it.
    const isAlert = /\balert\b/i.test(fact.quote);
    const isPlain = SERVER_WANTS_TLS.test(fact.quote) ? false : SERVER_IS_PLAIN.test(fact.quote) && !isAlert ? true : undefined;
    const fix = new WorkloadFix(subject, evidence);
    const host = server?.connection.host;
    const settings = settingsOf(subject, evidence);
    const all = isPlain === undefined ? [] : settings.flatMap((setting) => changed(setting, host, isPlain, fact.quote));
    // A switch that names no server may be that of another one.
    const addressed = all.filter(({ setting }) => !isSwitch(setting));
    const switches = all.filter(({ setting }) => isSwitch(setting) && !isOfAnother(setting, `${host ?? ''} ${fact.quote}`));
    const changes = addressed.length > 0 ? addressed : switches.length === 1 ? switches : [];
    const name = server ? `${serverName(server)} (${addressOf(server.connection)})` : 'the server';
    const text = isPlain ? `speak to ${name} without TLS` : `speak TLS to ${name}`;
    const where = changes.length ? ` (${changes.map(({ setting }) => placeOf(setting)).join(', ')})` : '';
    return {
      summary:
        isPlain === undefined
          ? `container ${subject.container.name} and ${name} do not agree on TLS: ${fact.fields.detail ?? fact.quote}`
          : `container ${subject.container.name} speaks ${isPlain ? `TLS${where} to ${name}, which does not` : `plain text${where} to ${name}, which wants TLS`}`,
      confidence: 'likely',
      object: fix.object(changes[0] && placeOf(changes[0].setting)),
      proof: [
        logProof(subject, fact),
        ...changes
          .slice(0, 2)
          .map(({ setting }) => ({ step: 'get', quote: `${placeOf(setting)} is set for ${isPlain ? 'TLS' : 'plain text'}` })),
        attemptProof(subject),
      ],
      fixes: [changeSettings(text, changes, fix) ?? restarting(isPlain === undefined ? 'let both sides use TLS, or neither' : text)],
      decides: 'whether the server speaks TLS on that port',
    };
  },
};

const isSwitch = ({ name = '' }: Setting) => /(?:^|_)(?:USE_)?(?:TLS|SSL)(?:_ENABLED)?$/.test(name);

/** SMTP_TLS where a Redis is called: kinds of servers by the words of their switches, and by those that then stand in the host's name or the error. */
const KINDS: readonly [ofName: RegExp, inWords: RegExp][] = [
  [/SMTP|MAIL/, /smtp|mail/i],
  [/LDAP/, /ldap/i],
  [/REDIS|CACHE|VALKEY/, /redis|cache|valkey/i],
  [/DB|DATABASE|SQL|POSTGRES|PG|MONGO/, /db|database|sql|postgres|\bpq\b|pg|mongo|maria/i],
  [/KAFKA|BROKER/, /kafka|broker/i],
  [/RABBIT|AMQP|MQTT|NATS|QUEUE/, /rabbit|amqp|mqtt|nats|queue/i],
  [/ELASTIC|OPENSEARCH|SEARCH/, /elastic|search/i],
  [/S3|MINIO|STORAGE/, /s3|minio|storage/i],
];
const isOfAnother = ({ name = '' }: Setting, words: string): boolean =>
  KINDS.some(([ofName, inWords]) => ofName.test(name) && !inWords.test(words)) && KINDS.some(([, inWords]) => inWords.test(words));

const LIB_PQ = /pq: SSL is not enabled on the server/;
const withoutTls = (written: string) =>
  /^postgres(?:ql)?:\/\//.test(written) ? `${written}${written.includes('?') ? '&' : '?'}sslmode=disable` : `${written} sslmode=disable`;

function changed(setting: Setting, host: string | undefined, isPlain: boolean, quote: string): Change[] {
  const { written, name } = setting;
  if (written === undefined) return [];
  if (name === 'PGSSLMODE')
    return isPlain && written !== 'disable' ? [{ setting, to: 'disable' }] : !isPlain ? [{ setting, to: 'require' }] : [];
  for (const [secure, plain] of PAIRS) {
    const [from, to] = isPlain ? [secure, plain] : [plain, secure];
    const at = host === undefined ? -1 : written.indexOf(`${from}${host}`);
    const user = at >= 0 ? undefined : host === undefined ? undefined : written.startsWith(from) && written.includes(`@${host}`);
    if (at >= 0) return [{ setting, to: written.replace(`${from}${host}`, `${to}${host}`) }];
    if (user) return [{ setting, to: to + written.slice(from.length) }];
  }
  const isIts = host !== undefined && written.includes(host);
  if (isIts && isPlain)
    for (const [secure, plain] of MODES) if (secure.test(written)) return [{ setting, to: written.replace(secure, plain) }];
  // lib/pq wants TLS where nothing is said of it (pkg.go.dev/github.com/lib/pq).
  if (isIts && isPlain && LIB_PQ.test(quote) && /^postgres(?:ql)?:\/\/|\bhost=/.test(written))
    return [{ setting, to: withoutTls(written) }];
  if (isIts && !isPlain && /\bsslmode=disable\b/.test(written))
    return [{ setting, to: written.replace('sslmode=disable', 'sslmode=require') }];
  return isPlain && isSwitch(setting) && /^(?:true|1|yes|on)$/i.test(written) ? [{ setting, to: 'false' }] : [];
}
