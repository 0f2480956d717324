/** shared-memory-full: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const of = (log: string, more: Situation = {}) => findingsIn({ status: ended(1), log, ...more })[0];
// pytorch/pytorch:aten/src/ATen/MapAllocator.cpp
const WRITE = 'RuntimeError: unable to write to file </torch_123_456_0>: No space left on device (28)\n';
// pytorch/ci-infra#490
const NCCL =
  'torch.distributed.DistBackendError: NCCL error in: NCCLUtils.hpp:219, unhandled system error\nLast error:\nError while creating shared memory segment /dev/shm/nccl-WU88OE (size 9637888), error: No space left on device (28)\n';

test('PyTorch and NCCL find it full', () => {
  for (const log of [WRITE, NCCL]) {
    assert.is(of(log)?.cause, 'shared-memory-full');
    assert.match(of(log)?.fixes[0]?.command ?? '', '"mountPath":"/dev/shm"');
  }
});

test('no more open files, or no memory to map, is another matter', () => {
  const open =
    'RuntimeError: unable to open shared memory object </torch_710863_755204907_419> in read-write mode: Too many open files (24)\n';
  assert.is(of(open)?.cause, 'resource-exhausted');
  const map = 'RuntimeError: unable to mmap 4096 bytes from file </torch_123_456_0>: Cannot allocate memory (12)\n';
  assert.is.not(of(map)?.cause, 'shared-memory-full');
});

test('whose it is, and how large', () => {
  assert.match(of(WRITE, { spec: { hostIPC: true } })?.summary ?? '', "the node's own");
  assert.is(of(WRITE, { spec: { hostIPC: true } })?.fixes[0]?.command, undefined);
  const mounted = of(WRITE, {
    container: { volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }], resources: { limits: { memory: '256Mi' } } },
    spec: { volumes: [{ name: 'shm', emptyDir: { medium: 'Memory' } }] },
  });
  assert.match(mounted?.summary ?? '', 'as much as its memory limit, 256Mi, volume shm');
});

test.run();
