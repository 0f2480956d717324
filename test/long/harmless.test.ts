/** Every recorded case with a harmless thing beside the fault: the verdict stays, how sure it is, and what is to be typed. */
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Finding, Report } from '../../src/report.ts';
import { CASE_NAMES, CASES } from '../case-names.ts';
import { reportOnEdited } from '../edited-case.ts';
import { HARMLESS } from '../harmless.ts';
import { reportOn } from '../judge.ts';

/** Each at each case with HARMLESS=all; else so many of them, others at the next case. */
const EACH = process.env['HARMLESS'] === 'all' ? Object.keys(HARMLESS).length : 2;

/** Where it may be the reason all the same. */
const ELSE: Readonly<Record<string, readonly string[]>> = {
  // Whether the program or another one of the same script misses its option, nothing tells where more was said before.
  'an error that was got over': [
    'cron-required-option',
    'flag-required',
    // It runs on, and has not said that it knows the name now.
    'init-own-service',
    'unready-old-variable',
  ],
  'an exception that was caught': ['cron-required-option', 'flag-required'],
  'requests that failed': ['cron-required-option', 'flag-required'],
  'an error that is only spoken of': ['cron-required-option', 'flag-required'],
  'a warning of Node.js': ['cron-required-option', 'flag-required'],
  // What the script says last is no word of its branch any more.
  'what is closed at the end': ['cmd-mode-of-script', 'mem-shell-ends-well'],
  'what Python ignores at the end': ['cmd-mode-of-script', 'mem-shell-ends-well'],
  'what npm says at the end': ['cmd-mode-of-script', 'mem-shell-ends-well'],
  // The template was changed when the key was; or the fix has all mounts of the container.
  'an empty folder': ['env-edited-later', 'hook-makes-file'],
  // It is as empty as the one that is read.
  'variables that nobody reads': ['env-edited-later', 'job-empty-variable', 'hook-makes-file'],
  'a ConfigMap that may be absent': ['env-edited-later', 'hook-makes-file'],
  'a neighbour that had once ended': ['env-edited-later'],
  // The pod that came for it has just begun; or all pods of the ReplicaSet are made anew.
  'an evicted pod of the same template': ['file-of-bare-replicaset', 'ref-item-of-other-name', 'sched-scheduler-name'],
};

const firstOf = (report: Report) => {
  const [pod] = report.pods;
  const [container] = pod?.containers ?? [];
  const [finding] = container?.findings ?? [];
  return pod && container && finding ? { pod, container, finding } : undefined;
};

/** Without the numbers of items, which one more in a list moves. */
const told = ({ cause, confidence, fixes: [fix] }: Finding) => {
  const command = (fix?.command ?? fix?.text ?? '')
    .replace(/\{"op":"add","path":"[^"]+","value":\[\]\},/g, '')
    .replace(/\/(?:\d+|-)(?=[/"])/g, '/N');
  return `${confidence} ${cause}: ${command}`;
};

for (const [index, name] of CASE_NAMES.entries()) {
  test(name, async () => {
    const plain = firstOf(await reportOn(join(CASES, name)));
    if (!plain || plain.finding.confidence === 'possible') return;
    const things = Object.entries(HARMLESS);
    for (let at = 0; at < EACH; at++) {
      const [thing, put] = things[(index * EACH + at) % things.length] as (typeof things)[number];
      if (ELSE[thing]?.includes(name)) continue;
      let isThere = false;
      const report = await reportOnEdited(name, (cluster) => {
        const pod = cluster.list('pods', plain.pod.namespace).find(({ metadata }) => metadata.name === plain.pod.name);
        isThere =
          pod !== undefined && pod.metadata.namespace === cluster.namespace && put({ cluster, pod, container: plain.container.name });
      });
      const after = firstOf(report);
      if (isThere) assert.is(after && told(after.finding), told(plain.finding), thing);
    }
  });
}
test.run();
