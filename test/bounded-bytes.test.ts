import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BoundedBytes, LastBytes } from '../src/cluster/bounded-bytes.ts';

const pieces = fc.array(fc.string({ unit: 'binary-ascii', maxLength: 50 }), { maxLength: 30 });

test('the beginning, up to the limit', () => {
  fc.assert(
    fc.property(pieces, fc.integer({ min: 0, max: 400 }), (parts, limit) => {
      const bytes = new BoundedBytes(limit);
      for (const part of parts) bytes.add(Buffer.from(part));
      const whole = parts.join('');
      assert.is(bytes.text(), whole.slice(0, limit));
      assert.is(bytes.length, Math.min(limit, whole.length));
      assert.is(bytes.isCut, whole.length > limit);
    }),
  );
});

test('the end, at least the limit and at most twice as much', () => {
  fc.assert(
    fc.property(pieces, fc.integer({ min: 1, max: 100 }), (parts, limit) => {
      const bytes = new LastBytes(limit);
      for (const part of parts) bytes.add(Buffer.from(part));
      const whole = parts.join('');
      const text = bytes.text();
      assert.ok(whole.endsWith(text));
      assert.ok(text.length >= Math.min(limit, whole.length) && text.length <= 2 * limit);
    }),
  );
});

test('a character that is cut in half becomes U+FFFD', () => {
  const bytes = new BoundedBytes(2);
  bytes.add(Buffer.from('a€'));
  assert.is(bytes.text(), 'a\ufffd');
});

test.run();
