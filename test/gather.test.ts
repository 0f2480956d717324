/** The gathering loop at its limits. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { gather } from '../src/diagnosis/gather.ts';
import { Evidence } from '../src/evidence/evidence.ts';

test('what could not be asked in time is a gap, and the causes are told', async () => {
  let time = 0;
  const evidence = new Evidence(0);
  const gathering = {
    kubectl: async () => {
      time += 100;
      return { stdout: '2026-11-22T03:07:20.000000000Z ready\n', cut: false, exit: 0, ms: 100, bytes: 100 };
    },
    ...{ evidence, deadline: 100, clock: () => time, calls: [], progress: () => {} },
  };
  const states = await gather(gathering, () => {
    const { state: first } = evidence.log('shop', 'web-1', undefined, 'current');
    return [first, first === 'read' ? evidence.log('shop', 'web-2', undefined, 'current').state : 'not asked for'];
  });
  assert.equal(states, ['read', 'gap']);
  assert.equal(
    evidence.gaps().map(({ failure }) => failure.message),
    ['not asked: the time was up'],
  );
});

test('what is not asked any more, as too much was, is a gap too', async () => {
  const evidence = new Evidence(0);
  let asked = 0;
  const gathering = {
    kubectl: async () => {
      asked++;
      return { stdout: '', cut: false, exit: 0, ms: 1, bytes: 0 };
    },
    ...{ evidence, deadline: Number.POSITIVE_INFINITY, clock: () => 0, calls: [], progress: () => {} },
  };
  const names = Array.from({ length: 40 }, (_, index) => `web-${index}`);
  const states = await gather(gathering, () => {
    const { state } = evidence.log('shop', 'web', undefined, 'current');
    return state === 'read' ? names.map((name) => evidence.log('shop', name, undefined, 'current').state) : [];
  });
  assert.is(asked, 26);
  assert.equal([...new Set(states)], ['read', 'gap']);
  assert.is(evidence.gaps().length, 15);
});

test('a chain that never ends, does', async () => {
  const evidence = new Evidence(0);
  const gathering = {
    kubectl: async () => ({ stdout: '', cut: false, exit: 0, ms: 1, bytes: 0 }),
    ...{ evidence, deadline: Number.POSITIVE_INFINITY, clock: () => 0, calls: [], progress: () => {} },
  };
  const length = await gather(gathering, () => {
    for (let hop = 0; ; hop++) if (evidence.log('shop', `web-${hop}`, undefined, 'current').state === 'pending') return hop;
  });
  assert.ok(length < 50, `${length}`);
});

test.run();
