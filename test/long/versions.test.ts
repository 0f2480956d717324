/** The same reports with every kubectl from 1.24 to 1.36. */
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { serve } from '../../scripts/replay.mjs';
import type { Report } from '../../src/report.ts';
import { truthOf } from '../judge.ts';
import { KUBECTL_VERSIONS, kubectlFolder } from '../kubectl-binary.ts';
import { buildOnce, comparable, DIST, launch, wrongEnd } from '../program.ts';

const CASES = [
  'dep-chain',
  'ref-configmap-key-near',
  'exit-message-only',
  'mem-sidecar',
  'probe-named-port',
  'vol-secret-missing',
  'init-second',
  'perm-rbac-lease',
];
const caseFolder = (name: string) => fileURLToPath(new URL(`../cases/${name}/`, import.meta.url));
const TIMEOUT = 20_000;
buildOnce();

const servers = new Map<string, Awaited<ReturnType<typeof serve>>>();
// One server for all versions: the same moved times, so that the reports are equal to the letter.
test.before(async () => {
  for (const name of CASES) servers.set(name, await serve(caseFolder(name)));
});
test.after(async () => {
  for (const server of servers.values()) await server.close();
});

/** Of the first version that ran. */
const expected = new Map<string, unknown>();
/** What kubectl itself worded: failures, and the times that are counted from now. */
const essence = (report: Report) =>
  JSON.parse(
    JSON.stringify(comparable(report), (key, value) =>
      key === 'gaps' ? (value as { step: string; gap: string }[]).map(({ step, gap }) => ({ step, gap })) : value,
    ),
  );

for (const version of KUBECTL_VERSIONS) {
  const found = await kubectlFolder(version);
  if ('reason' in found) console.log(`skipped kubectl ${version}: ${found.reason}`);
  const add = 'folder' in found ? test : test.skip;
  add(`kubectl ${version}`, async () => {
    const PATH = `${(found as { folder: string }).folder}:${DIST}:/usr/bin:/bin`;
    for (const name of CASES) {
      const outcome = await launch('kubectl', ['crashloop', truthOf(caseFolder(name)).target, '-o', 'json'], {
        env: { PATH, KUBECONFIG: servers.get(name)?.kubeconfig },
      });
      assert.is(wrongEnd(outcome, TIMEOUT), undefined, `${name} with kubectl ${version}`);
      const report = essence(JSON.parse(outcome.stdout) as Report);
      if (!expected.has(name)) expected.set(name, report);
      assert.equal(report, expected.get(name), `${name} with kubectl ${version}`);
    }
  });
}

test.run();
