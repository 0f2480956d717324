/** The configuration that the image of a server brings, and that the server reads unless it is told another one. */
import { decidedBy } from '../../evidence/end.ts';
import { logProof } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { imageName } from '../../kube/image.ts';
import type { Proof } from '../../report.ts';
import { mainProgramOf } from '../programs/programs.ts';

/** As the official images have them (docker-library, and the Dockerfiles of the projects). */
const DEFAULTS: readonly [program: RegExp, path: string][] = [
  [/nginx|openresty/, '/etc/nginx/nginx.conf'],
  [/httpd|apache/, '/usr/local/apache2/conf/httpd.conf'],
  [/prometheus/, '/etc/prometheus/prometheus.yml'],
  [/alertmanager/, '/etc/alertmanager/alertmanager.yml'],
  [/fluent-bit/, '/fluent-bit/etc/fluent-bit.conf'],
  [/fluentd/, '/fluentd/etc/fluent.conf'],
  [/envoy/, '/etc/envoy/envoy.yaml'],
  [/elasticsearch/, '/usr/share/elasticsearch/config/elasticsearch.yml'],
  [/elasticsearch/, '/usr/share/elasticsearch/config/jvm.options'],
  [/logstash/, '/usr/share/logstash/config/logstash.yml'],
  [/clickhouse/, '/etc/clickhouse-server/config.xml'],
];

export interface MissingDefault {
  path: string;
  proof: Proof;
  /** It runs the official image, of which this is known. */
  isOfImage: boolean;
}

/** Undefined where its command line names the file, as that may be any. */
export function missingDefault(subject: Subject): MissingDefault | undefined {
  const fact = decidedBy(subject, 'file-missing');
  const { path } = fact?.fields ?? {};
  const { image = '', command = [], args = [] } = subject.container;
  const official = mainProgramOf(image);
  const program = official ?? imageName(image);
  if (!fact || path === undefined || [...command, ...args].some((word) => word.includes(path))) return undefined;
  const isDefault = DEFAULTS.some(([name, file]) => file === path && name.test(program));
  return isDefault ? { path, proof: logProof(subject, fact), isOfImage: official !== undefined } : undefined;
}
