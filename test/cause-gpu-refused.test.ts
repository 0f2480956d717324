/** gpu-refused: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const trace = (last: string) => `Traceback (most recent call last):\n  File "/app/serve.py", line 8, in <module>\n    main()\n${last}`;
const on = (last: string, more: Situation = {}) => findingsIn({ status: ended(1), log: trace(last), ...more })[0];
const GPU: Situation = { container: { resources: { limits: { 'nvidia.com/gpu': '1' } } } };

test('it asks for none', () => {
  const finding = on('RuntimeError: No CUDA GPUs are available');
  assert.is(finding?.cause, 'gpu-refused');
  assert.match(finding?.summary ?? '', /it asks for none in its limits/);
  assert.match(finding?.fixes[0]?.text ?? '', /nvidia\.com\/gpu: 1/);
});

test('it asks for one, and is not run by the NVIDIA runtime, as far as the pod says', () => {
  const finding = on('RuntimeError: Failed to infer device type', GPU);
  assert.match(finding?.summary ?? '', /no runtimeClassName is set/);
  const classed = on('RuntimeError: Failed to infer device type', { ...GPU, spec: { runtimeClassName: 'nvidia' } });
  assert.match(classed?.summary ?? '', /its runtime class is nvidia/);
});

test('the number of a driver is its CUDA', () => {
  const finding = on('RuntimeError: The NVIDIA driver on your system is too old (found version 12040). Please update your GPU driver', GPU);
  assert.match(finding?.summary ?? '', /newer CUDA than the NVIDIA driver of node n1 knows, which is CUDA 12\.4/);
});

test('the memory of a GPU, and a fault in its code, are other things', () => {
  assert.is.not(on('RuntimeError: CUDA error: an illegal memory access was encountered', GPU)?.cause, 'gpu-refused');
  assert.is.not(on('torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB', GPU)?.cause, 'gpu-refused');
});

test.run();
