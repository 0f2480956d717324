/** Of several hosts that a program is told, the one at which that may have happened of which its log names none. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { KubeObject } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const DB = {
  metadata: { name: 'db', namespace: 'shop' },
  spec: { selector: { app: 'db' }, ports: [{ port: 5432 }] },
} as unknown as KubeObject;

const said = (log: string, env: Record<string, string>) => {
  const variables = Object.entries(env).map(([name, value]) => ({ name, value }));
  const [first] = findingsIn({ status: ended(1), log, services: [DB], container: { env: variables } });
  return `${first?.cause}: ${first?.summary}`;
};
const UNKNOWN = 'socket.gaierror: [Errno -2] Name or service not known\n';

test('the one name that no Service has', () => {
  assert.match(said(UNKNOWN, { DB_HOST: 'db', API_HOST: 'prices' }), 'service-missing: container app cannot resolve prices');
  assert.not.match(said(UNKNOWN, { DB_HOST: 'db', API_HOST: 'prices', MAIL_HOST: 'mail' }), 'cannot resolve');
});

test('what is there for those who watch a program is not told by that alone', () => {
  assert.not.match(said(UNKNOWN, { DB_HOST: 'db', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4317' }), 'collector');
  assert.not.match(said(UNKNOWN, { DB_HOST: 'db', METRICS_HOST: 'statsd' }), 'statsd');
});

test.run();
