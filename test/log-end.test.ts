import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withLogEnd } from '../src/cluster/log-end.ts';
import type { Answer, Kubectl } from '../src/cluster/port.ts';
import { LOG_BYTES, logQuery } from '../src/evidence/query.ts';
import { within } from './within.ts';

const LIMITS = { timeout: 1000, bytes: 2 ** 25 };
const { args } = logQuery('shop', 'web-0', 'app', 'previous');

/** A kubelet with these lines: the last tailLines of them, of these the first limitBytes. */
function kubelet(lines: string[]): { kubectl: Kubectl; asked: number[] } {
  const asked: number[] = [];
  const kubectl: Kubectl = async ([, , url = '']) => {
    const { searchParams } = new URL(url, 'http://cluster');
    asked.push(Number(searchParams.get('tailLines')));
    const stdout = lines
      .slice(-Number(searchParams.get('tailLines')))
      .join('\n')
      .slice(0, Number(searchParams.get('limitBytes')));
    return { stdout, cut: false, exit: 0, ms: 10, bytes: stdout.length };
  };
  return { kubectl: withLogEnd(kubectl), asked };
}

const long = (bytes: number, count: number) => Array.from({ length: count }, (_, at) => `${at} ${'x'.repeat(bytes)}`);

test(
  'a log that fits is read once',
  within(5, async () => {
    const { kubectl, asked } = kubelet([...long(1000, 1500), 'the end']);
    const { stdout, cut } = await kubectl(args, LIMITS);
    assert.ok(stdout.endsWith('\nthe end'));
    assert.equal({ cut, asked }, { cut: false, asked: [1000] });
  }),
);

test(
  'of long lines fewer are asked for, so that the end is among them',
  within(5, async () => {
    const { kubectl, asked } = kubelet([...long(5000, 1500), 'the end']);
    const { stdout, cut, ms } = await kubectl(args, LIMITS);
    assert.ok(stdout.endsWith('\nthe end'));
    assert.equal({ cut, ms, tries: asked.length }, { cut: false, ms: 20, tries: 2 });
    assert.ok((asked[1] ?? 0) > 50);
  }),
);

test(
  'longer ones at the end',
  within(5, async () => {
    const { kubectl } = kubelet([...long(3000, 900), ...long(200_000, 30), 'the end']);
    const { stdout, cut } = await kubectl(args, LIMITS);
    assert.ok(stdout.endsWith('\nthe end'));
    assert.not(cut);
  }),
);

test(
  'a last line that is too long itself is said to be cut',
  within(5, async () => {
    const { kubectl, asked } = kubelet(['a', 'x'.repeat(2 * LOG_BYTES)]);
    assert.ok((await kubectl(args, LIMITS)).cut);
    assert.ok(asked.length <= 5);
  }),
);

test(
  'a failure on the way keeps what was read',
  within(5, async () => {
    let calls = 0;
    const kubectl = withLogEnd(async (): Promise<Answer> => {
      const failure = { kind: 'timeout', message: 'late' } as const;
      return calls++ === 0
        ? { stdout: 'first', cut: false, exit: 0, ms: 1, bytes: LOG_BYTES }
        : { stdout: '', failure, cut: false, exit: null, ms: 1, bytes: 0 };
    });
    const { stdout, failure, cut } = await kubectl(args, LIMITS);
    assert.equal({ stdout, failure, cut }, { stdout: 'first', failure: undefined, cut: true });
  }),
);

test(
  'other calls are left alone',
  within(5, async () => {
    let calls = 0;
    const kubectl = withLogEnd(async () => ({ stdout: '{', cut: calls++ === 0, exit: null, ms: 1, bytes: LOG_BYTES * 16 }));
    assert.ok((await kubectl(['get', '--raw', '/api/v1/pods'], LIMITS)).cut);
    assert.is(calls, 1);
  }),
);

test.run();
