/** wrong-architecture: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { findingsIn, mounted } from './situation.ts';

const script = (text: string) => findingsIn(mounted('run.sh', text, ['/code/run.sh'], 'exec /code/run.sh: exec format error\n', 255))[0];

test('of a script in a ConfigMap the first line is read', () => {
  const finding = script('echo hi\n');
  assert.is(`${finding?.cause} ${finding?.confidence}`, 'wrong-architecture certain');
  assert.match(finding?.fixes[0]?.command ?? '', '"value":["sh","/code/run.sh"]');
  assert.is(script('\ufeff#!/bin/sh\necho hi\n')?.cause, 'byte-order-mark');
});

test('on amd64 it may be a script, whatever it is called; not a program that the image is called after', async () => {
  const of = async (path: string, architecture = 'amd64') =>
    (
      await findingOn('image-arch', (cluster) => {
        cluster.log('ledger', 'ledger', `exec ${path}: exec format error\n`);
        const info = cluster.recorded.recording.resources;
        for (const { items } of Object.values(info) as { items: { status?: { nodeInfo?: { architecture?: string } } }[] }[])
          for (const { status } of items) if (status?.nodeInfo) status.nodeInfo.architecture = architecture;
      })
    ).confidence;
  assert.is(await of('/ledger'), 'certain');
  assert.is(await of('/usr/local/bin/python3'), 'certain');
  assert.is(await of('/usr/local/bin/serve'), 'likely');
  assert.is(await of('/usr/local/bin/serve', 'arm64'), 'certain');
});

test.run();
