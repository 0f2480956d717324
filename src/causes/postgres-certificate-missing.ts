import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { restarting } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { serverSetting } from '../trace/servers/server-setting.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** What PostgreSQL looks for in its data folder where it is told of no other file (postgresql.org/docs/current/ssl-tcp.html). */
const DEFAULT = /^server\.(?:crt|key)$/;

export const postgresCertificateMissing: Cause = {
  id: 'postgres-certificate-missing',
  title: 'PostgreSQL is to use TLS, and is told of no certificate',
  tier: 'kubernetes',
  covers: ['app.missing-file', 'cfg.bad-value'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'file-missing');
    const file = fact?.fields.path ?? '';
    const settings = settingsOf(subject, evidence);
    const ssl = fact?.phrase.startsWith('postgres/') && DEFAULT.test(file) ? serverSetting(['ssl'], settings) : undefined;
    if (!fact || !ssl || !/^(?:on|true|yes|1)$/i.test(ssl.value)) return undefined;
    // A certificate in the data folder, and its key in another place, are not meant either.
    const option = file.endsWith('.key') ? 'ssl_key_file' : 'ssl_cert_file';
    const other = serverSetting([option === 'ssl_key_file' ? 'ssl_cert_file' : 'ssl_key_file'], settings);
    const untold = other ? `${option} is not set beside ${other.text}` : 'nothing tells it of a certificate (ssl_cert_file, ssl_key_file)';
    const fix = new WorkloadFix(subject, evidence);
    const off = changeSettings('let it do without TLS, until it has a certificate', [ssl.changedTo('off')], fix);
    return {
      summary: `container ${subject.container.name} does not start PostgreSQL: ${ssl.text} (${placeOf(ssl.setting)}) lets it use TLS, and ${untold}, so it looks for ${file} in its data folder, where there is none`,
      confidence: 'certain',
      object: settingObject(ssl.setting, fix),
      proof: [logProof(subject, fact), settingProof(ssl.setting, 'ssl', ssl.value, subject), attemptProof(subject)],
      fixes: [
        ...present(off),
        restarting(
          'mount a certificate with its key (a Secret of type kubernetes.io/tls, mode 0640, with fsGroup), and name both: ssl_cert_file, ssl_key_file',
        ),
      ],
    };
  },
};
