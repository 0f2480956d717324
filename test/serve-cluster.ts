/** node --import tsx test/serve-cluster.ts PODS [EACH]: a cluster of so many made-up pods, every EACH-th of them crashing; prints KUBECONFIG=FILE. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeCluster, kubeconfigOf, serve } from './fake-cluster.ts';

const [pods = '1000', each = '0'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'crashloop-cluster-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit());

serve(fakeCluster({ pods: Number(pods), crashingEach: Number(each), now: Date.now() })).then((served) => {
  const file = join(folder, 'kubeconfig');
  writeFileSync(file, kubeconfigOf(served));
  console.log(`KUBECONFIG=${file}`);
});
