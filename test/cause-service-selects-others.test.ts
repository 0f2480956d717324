/** service-selects-others: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const CASE = 'dep-selector-wide';

test('pods of another program are behind the Service', async () => {
  const finding = await findingOn(CASE);
  assert.is(finding.cause, 'service-selects-others');
  assert.match(finding.summary, /Service cache selects team=platform, and 3 of its 4 pods declare no port 6379 \(mailer-/);
  assert.match(finding.fixes[0]?.command ?? '', '{"spec":{"selector":{"app":"cache"}}}');
});

test('pods that declare the port, that are not ready, or that no name in the Service leads to are no others', async () => {
  const edits: Record<string, (cluster: Edited) => void> = {
    declared: (cluster) => {
      for (const { metadata, spec } of cluster.list('pods'))
        if (metadata.name.startsWith('mailer-')) for (const container of spec.containers) container.ports = [{ containerPort: 6379 }];
    },
    unready: (cluster) => {
      for (const { metadata, status } of cluster.list('pods'))
        if (metadata.name.startsWith('mailer-')) for (const condition of status.conditions ?? []) condition.status = 'False';
    },
    named: (cluster) => {
      for (const port of cluster.one('services', 'cache').spec.ports ?? []) port.targetPort = 'redis';
    },
  };
  for (const [name, edit] of Object.entries(edits)) assert.is.not((await findingOn(CASE, edit)).cause, 'service-selects-others', name);
});

test.run();
