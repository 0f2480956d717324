/** Every recorded case with its readings denied in turn, as RBAC denies them: it may say less, and nothing else. */
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CASE_NAMES, CASES } from '../case-names.ts';
import { namedBy, reportOn, truthOf } from '../judge.ts';

/** What the verb and resource are called in a Role. */
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

/** Each of a case's readings with DENIALS=all; else half of them, the other half of the next case. */
const isTried = (denial: number, at: number) => process.env['DENIALS'] === 'all' || (denial + at) % 2 === 0;

for (const [index, name] of CASE_NAMES.entries()) {
  test(name, async () => {
    const at = join(CASES, name);
    const truth = truthOf(at);
    for (const denial of DENIALS.filter((_, place) => isTried(place, index))) {
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
test.run();
