/** A setting that a program repeats in its log, and values that stand there for another reason. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const trial = (log: string, env: { name: string; value: string }[]) =>
  findingsIn({ container: { env }, status: ended(139), log }).find(({ cause }) => cause === 'native-crash')?.fixes[0]?.text ?? '';
const DECODER = { name: 'PHOTO_DECODER', value: 'turbo' };

test('the setting that its log says it works with is left out, as a trial', () => {
  for (const line of ['thumbs 0.4.0, decoder turbo, 16 MB a batch', 'decoder=turbo', 'decoder is turbo', '{"decoder": "turbo"}'])
    assert.match(
      trial(`${line}\ndecoding photos 1 to 100\n`, [{ name: 'BATCH_MB', value: '16' }, DECODER]),
      'a trial: start it without PHOTO_DECODER',
    );
});

test('a value without its name, a number, or one of two is none', () => {
  assert.not.match(trial('turbo mode is deprecated\n', [DECODER]), 'a trial');
  assert.not.match(trial('the encoder turbos along\n', [DECODER]), 'a trial');
  assert.not.match(trial('batch 16\n', [{ name: 'BATCH', value: '16' }]), 'a trial');
  assert.not.match(trial('decoder turbo, mode fast\n', [DECODER, { name: 'MODE', value: 'fast' }]), 'a trial');
});

test('one that a ConfigMap gives is taken out of it', () => {
  const found = findingsIn({
    container: { envFrom: [{ configMapRef: { name: 'thumbs' } }] },
    configMaps: { thumbs: { DECODER: 'turbo', BATCH_MB: '16' } },
    status: ended(139),
    log: 'decoder turbo, 16 MB a batch',
  }).find(({ cause }) => cause === 'native-crash');
  assert.match(found?.fixes[0]?.command ?? '', `kubectl patch configmap thumbs --type=merge -n shop -p '{"data":{"DECODER":null}}' && `);
});

test.run();
