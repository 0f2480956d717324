/** Makes src/demo/*.json: bundles saved over recorded cases. Run again after a change of what is asked. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { BUNDLE_FORMAT, type Bundle, recording } from '../src/bundle/bundle.ts';
import { redactBundle } from '../src/bundle/write-bundle.ts';
import { targetsOf } from '../src/cli/targets.ts';
import { investigate } from '../src/diagnosis/investigate.ts';
import { Evidence } from '../src/evidence/evidence.ts';
import { KnownSecrets } from '../src/redact/known-secrets.ts';
import { VERSION } from '../src/version.ts';
import { fakeKubectl } from '../test/fake-kubectl.ts';
import { truthOf } from '../test/judge.ts';

const DEMOS: Record<string, string> = {
  'dependency-chain': 'dep-chain-config',
  'oom-killed': 'mem-limit',
  'missing-references': 'ref-several',
  'liveness-path': 'probe-path',
  'missing-variable': 'env-missing-node',
  'bad-rollout': 'image-module',
};

const folder = new URL('../src/demo/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, source] of Object.entries(DEMOS)) {
  const recorded = new URL(`../test/cases/${source}`, import.meta.url).pathname;
  const truth = truthOf(recorded);
  const { kubectl, namespace, now } = fakeKubectl(recorded);
  const { targets } = targetsOf([truth.target]);
  const then = new Date(now).toISOString();
  const bundle: Bundle = {
    format: BUNDLE_FORMAT,
    program: VERSION,
    title: truth.title,
    began: then,
    ended: then,
    namespace,
    flags: [],
    asked: { kind: 'diagnose', targets },
    hidden: [],
    calls: [],
  };
  for (const target of targets) {
    await investigate(target, namespace, {
      kubectl: recording(kubectl, bundle.calls, () => now),
      evidence: new Evidence(now),
      deadline: Number.POSITIVE_INFINITY,
      clock: () => now,
      calls: [],
      progress: () => {},
    });
  }
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(redactBundle(bundle, new KnownSecrets()))}\n`);
}
