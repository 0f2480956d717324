/** processor-too-old: programs that look before they use an instruction. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const said = (log: string) => findingsIn({ status: ended(1), log })[0];

test('NumPy, ClickHouse, .NET and native images of GraalVM', () => {
  for (const log of [
    'Traceback (most recent call last):\n  File "/app/main.py", line 1, in <module>\n    import numpy\nRuntimeError: NumPy was built with baseline optimizations: \n(X86_V2) but your machine doesn\'t support:\n(X86_V2).',
    'Instruction check fail. The CPU does not support SSSE3 instruction set.',
    'The current CPU is missing one or more of the baseline instruction sets.',
    'The current machine does not support all of the following CPU features that are required by the image: [CX8, CMOV, FXSR, MMX, SSE, SSE2, AVX2].\nPlease rebuild the executable with an appropriate setting of the -march option.',
  ]) {
    assert.is(said(log)?.cause, 'processor-too-old', log);
    assert.match(said(log)?.summary ?? '', 'needs instructions that the processor of node n1 does not have: ');
  }
});

test('an emulator has a processor of its own', () => {
  const finding = findingsIn({ status: ended(132), log: 'qemu: uncaught target signal 4 (Illegal instruction) - core dumped' })[0];
  assert.is(finding?.cause, 'processor-too-old');
  assert.match(finding?.summary ?? '', 'that the emulator that runs it on node n1 does not have');
  assert.match(finding?.fixes[0]?.text ?? '', 'for the architecture of the node');
});

test('another error of NumPy is not one', () => {
  const log =
    'Traceback (most recent call last):\n  File "/app/main.py", line 1, in <module>\n    import pandas\nValueError: numpy.dtype size changed, may indicate binary incompatibility. Expected 96 from C header, got 88 from PyObject';
  assert.is.not(said(log)?.cause, 'processor-too-old');
});

test.run();
