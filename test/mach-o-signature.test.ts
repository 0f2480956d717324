import { createHash } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { signAdHoc, wrongPages } from '../scripts/mach-o-signature.mjs';

const test = suite('Mach-O signature');

const ARM64 = 0x0100000c;
const X86_64 = 0x01000007;
const TEXT_SIZE = 0x8000;
const LINKEDIT_SIZE = 1234;

/** A header, two segments and no code: all that a signature looks at. `firstSection` is where the room for load commands ends. */
function program({ cpu = ARM64, firstSection = 0x1000 } = {}): Buffer {
  const file = Buffer.alloc(TEXT_SIZE + LINKEDIT_SIZE, 'code and tables ');
  file.fill(0, 0, firstSection);
  const text = { name: '__TEXT', sections: 1, vmAddress: 0x1_0000_0000n, offset: 0, size: TEXT_SIZE };
  const linkEdit = { name: '__LINKEDIT', sections: 0, vmAddress: 0x1_0000_8000n, offset: TEXT_SIZE, size: LINKEDIT_SIZE };
  const segments = [text, linkEdit].map(({ name, sections, vmAddress, offset, size }) => {
    const command = Buffer.alloc(72 + 80 * sections);
    command.writeUInt32LE(0x19, 0);
    command.writeUInt32LE(command.length, 4);
    command.write(name, 8);
    command.writeBigUInt64LE(vmAddress, 24);
    command.writeBigUInt64LE(BigInt(size), 32);
    command.writeBigUInt64LE(BigInt(offset), 40);
    command.writeBigUInt64LE(BigInt(size), 48);
    command.writeUInt32LE(sections, 64);
    if (sections > 0) command.writeUInt32LE(firstSection, 72 + 48);
    return command;
  });
  const commands = Buffer.concat(segments);
  [0xfeedfacf, cpu, 0, 2, segments.length, commands.length].forEach((value, index) => file.writeUInt32LE(value, 4 * index));
  commands.copy(file, 32);
  return file;
}

/** The last load command. */
const signatureCommand = (file: Buffer) => 32 + file.readUInt32LE(20) - 16;

test('adds one load command, and the signature behind all else', () => {
  const plain = program();
  const signed = signAdHoc(plain, 'kubectl-crashloop');
  assert.is(signed.readUInt32LE(16), plain.readUInt32LE(16) + 1);
  const at = signatureCommand(signed);
  assert.is(signed.readUInt32LE(at), 0x1d);
  const offset = signed.readUInt32LE(at + 8);
  assert.is(offset % 16, 0);
  assert.is(offset + signed.readUInt32LE(at + 12), signed.length);
  assert.ok(signed.subarray(0x1000, plain.length).equals(plain.subarray(0x1000)), 'the program itself is as it was');
});

test('the last page hash is that of what is left of the last page', () => {
  const signed = signAdHoc(program(), 'kubectl-crashloop');
  const limit = signed.readUInt32LE(signatureCommand(signed) + 8);
  const lastPage = Math.floor((limit - 1) / 4096);
  const hash = createHash('sha256')
    .update(signed.subarray(lastPage * 4096, limit))
    .digest();
  assert.ok(signed.subarray(limit).includes(hash));
});

test('carries the identifier, and says that it is ad hoc', () => {
  const signed = signAdHoc(program(), 'kubectl-crashloop');
  const blob = signed.subarray(signed.readUInt32LE(signatureCommand(signed) + 8));
  assert.is(blob.readUInt32BE(0), 0xfade0cc0);
  assert.is(blob.readUInt32BE(24), 0xfade0c02);
  assert.is(blob.readUInt32BE(24 + 12), 0x20002);
  assert.ok(blob.includes('kubectl-crashloop\0'));
});

for (const [name, cpu] of Object.entries({ ARM64, X86_64 })) {
  test(`${name}: every page is as signed, until one byte changes`, () => {
    assert.is(wrongPages(program({ cpu })), undefined);
    const signed = signAdHoc(program({ cpu }), 'kubectl-crashloop');
    assert.is(wrongPages(signed), 0);
    signed.writeUInt8(1, 0x1800);
    assert.is(wrongPages(signed), 1);
    assert.is(wrongPages(signAdHoc(signed, 'kubectl-crashloop')), 0);
  });
}

test('signing again changes nothing', () => {
  const signed = signAdHoc(program(), 'kubectl-crashloop');
  assert.ok(signAdHoc(signed, 'kubectl-crashloop').equals(signed));
});

test('refuses what it cannot sign', () => {
  assert.throws(() => signAdHoc(Buffer.from('\x7fELF and more'), 'x'), 'not a 64-bit Mach-O');
  assert.throws(() => signAdHoc(program({ firstSection: 264 }), 'x'), 'no room for LC_CODE_SIGNATURE');
});

test.run();
