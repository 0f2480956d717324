/** file-not-made: what matches, and what looks like it and is another thing; each a recorded case with one thing changed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Workload } from '../src/kube/shapes.ts';
import { type Edited, findingOn } from './edited-case.ts';

const withCron = (change: (cron: Workload) => void) =>
  findingOn('file-cronjob-suspended', (cluster: Edited) => change(cluster.one('cronjobs', 'export')));

test('a CronJob that is not due yet is run once', async () => {
  const found = await withCron(({ spec }) => {
    spec.suspend = false;
  });
  assert.is(found.cause, 'file-not-made');
  assert.match(found.summary, 'CronJob export writes it into folder /var/tmp/shop-exchange-7 of the node, and has not run to its end yet');
  assert.match(found.fixes[0]?.command ?? '', /create job export-now --from=cronjob\/export .*wait job\/export-now/);
  assert.not.match(found.fixes[0]?.command ?? '', 'suspend');
});

test('one that has run before is likely only where it is suspended, and no cause where it is not', async () => {
  const ran = (suspend: boolean) =>
    withCron((cron) => {
      cron.status = { lastSuccessfulTime: '2026-11-27T17:45:03Z' };
      cron.spec.suspend = suspend;
    });
  assert.is((await ran(true)).confidence, 'likely');
  assert.is((await ran(false)).cause, 'missing-file');
});

test('another file, or another folder of the node, is not what is lacking', async () => {
  const file = await withCron(({ spec }) => {
    const [container] = spec.jobTemplate?.spec.template.spec?.containers ?? [];
    if (container) container.command = ['sh', '-c', 'date > /exchange/orders-2026.csv'];
  });
  assert.is(file.cause, 'missing-file');
  const folder = await withCron(({ spec }) => {
    const [volume] = spec.jobTemplate?.spec.template.spec?.volumes ?? [];
    if (volume?.hostPath) volume.hostPath.path = '/var/tmp/other';
  });
  assert.is(folder.cause, 'missing-file');
});

test.run();
