/** The port of Node.js's debugger. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inspectorOn } from '../src/trace/programs/inspector.ts';
import type { Setting } from '../src/trace/settings/settings.ts';

const on = (value: string, port: number, name = 'NODE_OPTIONS') =>
  inspectorOn(port, [{ name, value, written: value, place: { kind: 'env', index: 0 } } as unknown as Setting]) !== undefined;

test('with or without an address and a port', () => {
  assert.ok(on('--inspect=0.0.0.0:8080', 8080));
  assert.ok(on('--enable-source-maps --inspect-brk=8080', 8080));
  assert.ok(on('--inspect', 9229));
});

test('another port, another option, or the variable of another program', () => {
  assert.not.ok(on('--inspect=0.0.0.0:9229', 8080));
  assert.not.ok(on('--inspector-like=8080', 8080));
  assert.not.ok(on('--inspect=8080', 8080, 'ARGS'));
});

test.run();
