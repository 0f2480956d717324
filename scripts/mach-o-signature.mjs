/**
 * An ad-hoc code signature for a 64-bit Mach-O, as a linker writes it. Apple Silicon refuses to start a program without one, and putting
 * anything into a signed program takes its signature away. Says nothing of who made the program: only that it is whole.
 *
 * Layout: https://github.com/apple-oss-distributions/xnu/blob/main/osfmk/kern/cs_blobs.h and EXTERNAL_HEADERS/mach-o/loader.h.
 * LLVM's ld64.lld writes the same bytes for the same program.
 */
import { createHash } from 'node:crypto';

const MACH_HEADER_64 = 32;
const MH_MAGIC_64 = 0xfeedfacf;
const MH_EXECUTE = 2;
const CPU_TYPE_ARM64 = 0x0100000c;
const LC_SEGMENT_64 = 0x19;
const LC_CODE_SIGNATURE = 0x1d;
const SIZE_OF_LC_CODE_SIGNATURE = 16;

const CSMAGIC_EMBEDDED_SIGNATURE = 0xfade0cc0;
const CSMAGIC_CODEDIRECTORY = 0xfade0c02;
const CS_SUPPORTSEXECSEG = 0x20400;
const CS_ADHOC_AND_LINKER_SIGNED = 0x20002;
const CS_HASHTYPE_SHA256 = 2;
const CS_EXECSEG_MAIN_BINARY = 1n;
const SIZE_OF_SUPER_BLOB = 24;
const SIZE_OF_CODE_DIRECTORY = 88;

const PAGE = 4096;
const HASH = 32;

const round = (value, to) => Math.ceil(value / to) * to;

/** The signed copy of `input`. An existing signature is replaced. */
export function signAdHoc(input, identifier) {
  const file = Buffer.from(input);
  const { linkEdit, text, isExecutable, alignment, ...loads } = readLoadCommands(file);
  const codeLimit = loads.signature === undefined ? addLoadCommand(file, loads, linkEdit) : file.readUInt32LE(loads.signature + 8);
  const signature = loads.signature ?? loads.end;

  const name = Buffer.from(`${identifier}\0`);
  const pages = Math.ceil(codeLimit / PAGE);
  const hashes = round(SIZE_OF_SUPER_BLOB + SIZE_OF_CODE_DIRECTORY + name.length, 16);
  const size = round(hashes + pages * HASH, 16);
  const signed = Buffer.alloc(codeLimit + size);
  file.copy(signed, 0, 0, Math.min(file.length, codeLimit));

  [LC_CODE_SIGNATURE, SIZE_OF_LC_CODE_SIGNATURE, codeLimit, size].forEach((value, index) =>
    signed.writeUInt32LE(value, signature + 4 * index),
  );
  const linkEditSize = codeLimit + size - Number(file.readBigUInt64LE(linkEdit + 40));
  signed.writeBigUInt64LE(BigInt(round(linkEditSize, alignment)), linkEdit + 32);
  signed.writeBigUInt64LE(BigInt(linkEditSize), linkEdit + 48);

  const blob = signed.subarray(codeLimit);
  // One blob in the envelope, of slot 0, the code directory.
  writeUInt32sBE(blob, 0, [CSMAGIC_EMBEDDED_SIGNATURE, size, 1, 0, SIZE_OF_SUPER_BLOB]);
  const directory = blob.subarray(SIZE_OF_SUPER_BLOB);
  writeUInt32sBE(directory, 0, [
    CSMAGIC_CODEDIRECTORY,
    size - SIZE_OF_SUPER_BLOB,
    CS_SUPPORTSEXECSEG,
    CS_ADHOC_AND_LINKER_SIGNED,
    hashes - SIZE_OF_SUPER_BLOB,
    SIZE_OF_CODE_DIRECTORY, // where the identifier is
    0, // special slots
    pages,
    codeLimit,
  ]);
  directory.set([HASH, CS_HASHTYPE_SHA256, 0, Math.log2(PAGE)], 36);
  directory.writeBigUInt64BE(file.readBigUInt64LE(text + 40), 64);
  directory.writeBigUInt64BE(file.readBigUInt64LE(text + 48), 72);
  directory.writeBigUInt64BE(isExecutable ? CS_EXECSEG_MAIN_BINARY : 0n, 80);
  name.copy(directory, SIZE_OF_CODE_DIRECTORY);
  for (let page = 0; page < pages; page++) hashOf(signed, page, codeLimit).copy(blob, hashes + page * HASH);
  return signed;
}

/** How many pages of a signed program do not hash to what its signature says. For checks; undefined where there is no signature. */
export function wrongPages(file) {
  const { signature } = readLoadCommands(file);
  if (signature === undefined) return undefined;
  const superBlob = file.readUInt32LE(signature + 8);
  // The first blob is the code directory.
  const directory = superBlob + file.readUInt32BE(superBlob + 16);
  const [hashes, pages, codeLimit] = [16, 28, 32].map((offset) => file.readUInt32BE(directory + offset));
  let wrong = 0;
  for (let page = 0; page < pages; page++) {
    const at = directory + hashes + page * HASH;
    if (!hashOf(file, page, codeLimit).equals(file.subarray(at, at + HASH))) wrong++;
  }
  return wrong;
}

const hashOf = (file, page, codeLimit) =>
  createHash('sha256')
    .update(file.subarray(page * PAGE, Math.min((page + 1) * PAGE, codeLimit)))
    .digest();

function writeUInt32sBE(buffer, at, values) {
  values.forEach((value, index) => buffer.writeUInt32BE(value, at + 4 * index));
}

/** Offsets, in the file, of the load commands that matter. */
function readLoadCommands(file) {
  if (file.readUInt32LE(0) !== MH_MAGIC_64) throw new Error('not a 64-bit Mach-O for one architecture');
  let at = MACH_HEADER_64;
  let firstSection = Number.POSITIVE_INFINITY;
  const segments = {};
  let signature;
  for (let left = file.readUInt32LE(16); left > 0; left--) {
    const command = file.readUInt32LE(at);
    if (command === LC_CODE_SIGNATURE) signature = at;
    if (command === LC_SEGMENT_64) {
      segments[file.toString('latin1', at + 8, at + 24).replaceAll('\0', '')] = at;
      for (let section = 0; section < file.readUInt32LE(at + 64); section++) {
        const offset = file.readUInt32LE(at + 72 + 80 * section + 48);
        if (offset > 0) firstSection = Math.min(firstSection, offset);
      }
    }
    at += file.readUInt32LE(at + 4);
  }
  const { __LINKEDIT: linkEdit, __TEXT: text } = segments;
  if (linkEdit === undefined || text === undefined) throw new Error('no __LINKEDIT or __TEXT segment');
  return {
    linkEdit,
    text,
    signature,
    end: at,
    firstSection,
    isExecutable: file.readUInt32LE(12) === MH_EXECUTE,
    alignment: file.readUInt32LE(4) === CPU_TYPE_ARM64 ? 0x4000 : 0x1000,
  };
}

/** Makes room for one more command in the header; returns where the signature will begin. */
function addLoadCommand(file, { end, firstSection }, linkEdit) {
  const room = file.subarray(end, end + SIZE_OF_LC_CODE_SIGNATURE);
  if (end + SIZE_OF_LC_CODE_SIGNATURE > firstSection || room.some((byte) => byte !== 0)) throw new Error('no room for LC_CODE_SIGNATURE');
  const linkEditEnd = Number(file.readBigUInt64LE(linkEdit + 40) + file.readBigUInt64LE(linkEdit + 48));
  if (linkEditEnd !== file.length) throw new Error('__LINKEDIT does not end the file');
  file.writeUInt32LE(file.readUInt32LE(16) + 1, 16);
  file.writeUInt32LE(file.readUInt32LE(20) + SIZE_OF_LC_CODE_SIGNATURE, 20);
  return round(file.length, 16);
}
