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

test('a variable hides the GPU that it is given', () => {
  const hiding = (name: string, value: string) =>
    on('RuntimeError: No CUDA GPUs are available', { container: { ...GPU.container, env: [{ name, value }] } });
  for (const [name, value] of [
    ['CUDA_VISIBLE_DEVICES', ''],
    ['CUDA_VISIBLE_DEVICES', '-1'],
    ['CUDA_VISIBLE_DEVICES', '1'],
    ['NVIDIA_VISIBLE_DEVICES', 'none'],
  ] as const) {
    assert.is(hiding(name, value)?.confidence, 'certain', `${name}=${value}`);
    assert.match(hiding(name, value)?.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/containers/0/env/0"');
  }
  assert.is(hiding('CUDA_VISIBLE_DEVICES', '0')?.confidence, 'likely');
  assert.is(hiding('NVIDIA_VISIBLE_DEVICES', 'all')?.confidence, 'likely');
});

test('the image is made for no GPU, or for another one', () => {
  assert.match(on('AssertionError: Torch not compiled with CUDA enabled', GPU)?.summary ?? '', 'is built without CUDA');
  assert.match(
    on('RuntimeError: CUDA error: no kernel image is available for execution on the device', GPU)?.summary ?? '',
    'not built for the GPU of node n1',
  );
  assert.match(
    on('RuntimeError: CUDA error: invalid device ordinal', GPU)?.summary ?? '',
    'it uses more than the 1 that its limits give it',
  );
});

test('JAX and ROCm; TensorFlow goes on without one', () => {
  assert.is(
    on("RuntimeError: Unable to initialize backend 'cuda': FAILED_PRECONDITION: No visible GPU devices.", GPU)?.cause,
    'gpu-refused',
  );
  assert.match(on('RuntimeError: No HIP GPUs are available')?.fixes[0]?.command ?? '', '"amd.com/gpu":"1"');
  const [goesOn] = findingsIn({
    status: ended(1),
    log: 'E external/local_xla/xla/stream_executor/cuda/cuda_driver.cc:152] failed call to cuInit: INTERNAL: CUDA error: Failed call to cuInit: CUDA_ERROR_NO_DEVICE: no CUDA-capable device is detected\nepoch 1',
    ...GPU,
  });
  assert.is.not(goesOn?.cause, 'gpu-refused');
});

test('a warning of PyTorch is none of an end, and the GPU of a neighbour is its own', () => {
  const [warned] = findingsIn({
    status: ended(1),
    log: '/usr/lib/python3/torch/cuda/__init__.py:128: UserWarning: CUDA initialization: Found no NVIDIA driver on your system. (Triggered internally at ../c10/cuda/CUDAFunctions.cpp:108.)\n  return torch._C._cuda_getDeviceCount() > 0\nepoch 1',
  });
  assert.is.not(warned?.cause, 'gpu-refused');
  const beside = on('RuntimeError: No CUDA GPUs are available', {
    spec: {
      containers: [
        { name: 'app', image: 'x' },
        { name: 'encoder', image: 'y', resources: { limits: { 'nvidia.com/gpu': '1' } } },
      ],
    },
  });
  assert.match(beside?.summary ?? '', 'container encoder of the pod has one, which is its own');
});

test.run();
