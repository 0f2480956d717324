/** Every recorded case through the real code: its cause, what it has to say, what it must not say; then with each step denied in turn. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { judge, namedBy, reportOn, truthOf } from './judge.ts';

const folder = fileURLToPath(new URL('cases/', import.meta.url));
const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'truth.yaml')));
const update = process.env['UPDATE_EXPECTED'] === '1';
/** A reading is denied as RBAC would deny it: what the verb and resource are called there. */
const DENIALS = [
  'get pods/log',
  'list events',
  'list secrets',
  'list configmaps',
  'get configmaps',
  'get deployments',
  'list replicasets',
  'list services',
  'list endpointslices',
  'list pods',
];

const whole = suite('cases');
const denied = suite('cases with a step denied');
for (const name of names) {
  const at = join(folder, name);
  whole(name, async () => {
    const { grade, misses, truth, cause, text } = await judge(at);
    const golden = join(at, 'expected.txt');
    if (update) writeFileSync(golden, text);
    assert.is(grade, 'right', `true: ${truth}, said: ${cause}; ${misses.join('; ')}`);
    assert.is(
      text,
      existsSync(golden) ? readFileSync(golden, 'utf8') : '',
      'differs from expected.txt (npm test rewrites it with UPDATE_EXPECTED=1)',
    );
  });
  denied(name, async () => {
    const truth = truthOf(at);
    for (const denial of DENIALS) {
      const report = await reportOn(at, [denial]).catch((error: unknown) => {
        assert.is((error as Error).name, 'KubectlError', `${denial}: ${(error as Error).stack}`);
        return undefined;
      });
      if (!report) continue;
      const { first, named } = namedBy(report, truth);
      assert.ok(
        named || !first || first.confidence === 'possible',
        `without ${denial}: ${first?.confidence} ${first?.cause}, true: ${truth.cause}`,
      );
    }
  });
}
whole.run();
denied.run();
