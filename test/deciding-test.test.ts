/** Tests of a start script that are joined: the one that decided, where that is known. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decidingTest } from '../src/trace/programs/deciding-test.ts';
import { ended, findingsIn, mounted } from './situation.ts';

const known = (answers: Record<string, 'yes' | 'no'>) => (command: string) =>
  Object.entries(answers).find(([word]) => command.includes(word))?.[1];

test('one is enough for the yes of || and the no of &&', () => {
  const either = '[ -z "$A" ] || [ -z "$B" ]';
  assert.equal(decidingTest(either, 'yes', known({ $A: 'no' })), { text: '[ -z "$B" ]', answer: 'yes', isKnown: false });
  assert.equal(decidingTest(either, 'yes', known({ $A: 'yes' })), { text: '[ -z "$A" ]', answer: 'yes', isKnown: true });
  assert.is(decidingTest(either, 'yes', known({})), undefined, 'either may be it');
  assert.is(decidingTest(either, 'yes', known({ $B: 'yes' })), undefined, 'the first is asked before, and may be it');
  assert.is(decidingTest(either, 'yes', known({ $A: 'no', $B: 'no' })), undefined, 'it did not hold');
  assert.equal(decidingTest('[ -n "$A" ] && ! [ -f /b ]', 'no', known({ $A: 'yes' })), {
    text: '[ -f /b ]',
    answer: 'yes',
    isKnown: false,
  });
});

test('all are needed for the no of || and the yes of &&', () => {
  const both = '[ "$A" != x ] && [ "$A" != y ]';
  assert.equal(decidingTest(both, 'yes', known({}))?.text, '[ "$A" != x ]');
  assert.is(decidingTest(both, 'yes', known({ '!= y': 'no' })), undefined);
});

test('within double brackets, by -o and -a; other lists are left alone', () => {
  assert.is(decidingTest('[[ -z $A || -z $B ]]', 'yes', known({ $A: 'no' }))?.text, '[[ -z $B ]]');
  assert.is(decidingTest('test -z "$A" -o -z "$B"', 'yes', known({ $A: 'no' }))?.text, '[ -z "$B" ]');
  for (const list of ['[ a ] && [ b ] || [ c ]', '[ a ] && grep -q b /c', '[ -z "$A" ]'])
    assert.is(decidingTest(list, 'yes', known({})), undefined, list);
});

const found = (line: string, log: string, code: number, env: Record<string, string>, spec: object = {}, mounts: object[] = []) => {
  const situation = mounted('run.sh', `#!/bin/sh\nset -e\n${line}\nexec python /app/worker.py\n`, ['sh', '/code/run.sh'], log, code);
  const container = {
    ...situation.container,
    env: Object.entries(env).map(([name, value]) => ({ name, value })),
    volumeMounts: [...(situation.container?.volumeMounts ?? []), ...(mounts as never[])],
  };
  const volumes = [...(situation.spec?.volumes ?? []), { name: 'data', emptyDir: {} }];
  return findingsIn({ ...situation, status: ended(code), container, spec: { ...situation.spec, volumes, ...spec } })[0];
};

test('the variable that is lacking is named, in an if and in a group', () => {
  for (const line of [
    'if [ -z "$A_KEY" ] || [ -z "$B_KEY" ]; then echo "keys are not complete"; exit 1; fi',
    '[ -n "$A_KEY" ] && [ -n "$B_KEY" ] || { echo "keys are not complete"; exit 1; }',
  ]) {
    const finding = found(line, 'keys are not complete\n', 1, { A_KEY: 'x', B_KEY: '' });
    assert.is(`${finding?.cause} ${finding?.confidence}`, 'script-ends-silently certain', line);
    assert.match(finding?.summary ?? '', /as B_KEY is empty$/);
  }
});

test('a folder that the script asks for is made first, in an emptyDir', () => {
  const line = '[ -d /data/queue ] || { echo "queue folder missing"; exit 2; }';
  const mount = [{ name: 'data', mountPath: '/data' }];
  const finding = found(line, 'queue folder missing\n', 2, {}, {}, mount);
  assert.match(finding?.summary ?? '', /as \/data\/queue is not there$/);
  assert.match(finding?.fixes[0]?.text ?? '', 'let an init container make /data/queue first');
  assert.not.match(found(line, 'queue folder missing\n', 2, {})?.fixes[0]?.text ?? '', 'init container');
});

test.run();
