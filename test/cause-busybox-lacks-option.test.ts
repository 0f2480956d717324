/** busybox-lacks-option: options and dates of GNU in busybox, and options that nobody knows. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { daysOf } from '../src/trace/programs/gnu-dates.ts';
import { ended, findingsIn } from './situation.ts';

const first = (line: string, log: string, more: Partial<Container> = {}) =>
  findingsIn({ container: { image: 'busybox:1.35', command: ['sh', '-c', line], ...more }, status: ended(1), log })[0];
const USAGE = '\nBusyBox v1.35.0 (2022-01-17 19:57:02 CET) multi-call binary.\n\nUsage: grep [-HhnlLoqvsrRiwFE]\n';

test('a date in words is written in seconds', () => {
  const finding = first('day=$(date -d yesterday +%F)', "date: invalid date 'yesterday'");
  assert.is(finding?.cause, 'busybox-lacks-option');
  assert.match(finding?.fixes[0]?.command ?? '', '-d \\"@$(( $(date +%s) - 86400 ))\\" +%F');
  assert.match(first(`date --date='2 weeks ago'`, "date: invalid date '2 weeks ago'")?.fixes[0]?.command ?? '', '- 1209600');
  assert.equal(['tomorrow', '-1 day', '3 days ago', '+1 week', 'last monday'].map(daysOf), [1, -1, -3, 7, undefined]);
});

test('an option, with the usage of busybox behind it', () => {
  const finding = first('grep -P x /etc/hosts', `grep: invalid option -- 'P'${USAGE}`);
  assert.is(finding?.cause, 'busybox-lacks-option');
  assert.match(finding?.summary ?? '', 'calls grep -P');
  assert.match(finding?.fixes[0]?.command ?? '', 'debian:12-slim');
});

test('nc asks for a port in the way that both know; an image without nc is no help', () => {
  const log = `nc: invalid option -- 'z'${USAGE}`;
  const fixes = first('until nc -zv -w 2 db 5432; do sleep 3; done', log)?.fixes ?? [];
  assert.match(fixes[0]?.command ?? '', 'until nc -v -w 2 db 5432 </dev/null; do sleep 3; done');
  assert.not.match(JSON.stringify(fixes), 'debian');
});

test('a long option is shown as one; busybox itself has dropped timeout -t; an image made of Alpine', () => {
  assert.match(first('grep --colour x f', `grep: unrecognized option: colour${USAGE}`)?.summary ?? '', 'calls grep --colour, which');
  const fixes = first('timeout -t 5 app', `timeout: unrecognized option: t${USAGE}`)?.fixes ?? [];
  assert.match(fixes[0]?.command ?? '', '"timeout 5 app"');
  assert.is(fixes.length, 1);
  const image = 'registry.example.com/web:1-alpine';
  assert.is(first('date -d yesterday', "date: invalid date 'yesterday'", { image })?.cause, 'busybox-lacks-option');
});

test('without that usage, or on another image', () => {
  assert.is.not(first('grep --foo x', "grep: unrecognized option '--foo'")?.cause, 'busybox-lacks-option');
  assert.is.not(first('date -d yesterdy', "date: invalid date 'yesterdy'")?.cause, 'busybox-lacks-option');
  assert.is.not(first('date -d yesterday', "date: invalid date 'yesterday'", { image: 'debian:12-slim' })?.cause, 'busybox-lacks-option');
});

test('behind the seconds no other option may stand', () => {
  const fixes = (line: string) =>
    findingsIn({
      status: ended(1),
      container: { image: 'busybox:1.36', command: ['sh', '-c', line] },
      log: 'timeout: unrecognized option: t\nBusyBox v1.36.1 (2023-05-18) multi-call binary.\n\nUsage: timeout [-s SIG] [-k KILL_SECS] SECS PROG ARGS',
    })[0]?.fixes;
  assert.match(fixes('timeout -t 5 nc db 5432')?.[0]?.command ?? '', 'timeout 5 nc db 5432');
  assert.equal(fixes('timeout -t 5 -s KILL nc db 5432'), []);
});

test.run();
