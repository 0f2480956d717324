/**
 * What of an executable's structure is not as its system's loader needs it: the parts lie within the file, the program is among them, and
 * no library is asked for beyond those that every such system has.
 *
 * ELF: https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html
 * Mach-O: https://github.com/apple-oss-distributions/xnu/blob/main/EXTERNAL_HEADERS/mach-o/loader.h
 * PE: https://learn.microsoft.com/windows/win32/debug/pe-format
 */

/** Part of glibc and GCC's runtime: on every Linux that is not built on musl. */
const LINUX_LIBRARIES = /^(lib(c|m|dl|pthread|stdc\+\+|gcc_s)\.so\.\d+|ld-linux-(x86-64|aarch64)\.so\.\d)$/;
/** glibc 2.28 is that of Debian 10 and RHEL 8. */
const NEWEST_GLIBC = 28;
const NOTE = 'NODE_SEA_BLOB';

export function structureFaults(file, os) {
  const faults = [];
  const demand = (holds, fault) => {
    if (!holds) faults.push(fault);
  };
  try {
    ({ linux: elf, darwin: machO, windows: pe })[os](file, demand);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    faults.push(`it ends too early: ${error.message}`);
  }
  return faults;
}

const textAt = (file, at) => file.toString('latin1', at, file.indexOf(0, at));

function elf(file, demand) {
  demand(file[4] === 2 && file[5] === 1, 'not 64-bit little-endian');
  demand([2, 3].includes(file.readUInt16LE(16)), 'not for execution');
  const [table, size, count] = [Number(file.readBigUInt64LE(32)), file.readUInt16LE(54), file.readUInt16LE(56)];
  const segments = [...Array(count).keys()].map((index) => {
    const at = table + index * size;
    const [offset, address, , bytes] = [8, 16, 24, 32].map((field) => Number(file.readBigUInt64LE(at + field)));
    return { type: file.readUInt32LE(at), offset, address, bytes };
  });
  const [LOAD, DYNAMIC, PT_NOTE] = [1, 2, 4];
  demand(
    segments.every(({ offset, bytes }) => offset + bytes <= file.length),
    'a segment ends behind the file',
  );
  const [sections, each, many] = [Number(file.readBigUInt64LE(40)), file.readUInt16LE(58), file.readUInt16LE(60)];
  demand(sections + each * many <= file.length, 'its table of sections ends behind the file');
  const notes = segments.filter(({ type }) => type === PT_NOTE);
  demand(
    notes.some((segment) => noteNames(file, segment).includes(NOTE)),
    `no segment has the note ${NOTE}`,
  );
  const offsetOf = (address) => {
    const segment = segments.find((one) => one.type === LOAD && address >= one.address && address < one.address + one.bytes);
    if (!segment) throw new RangeError(`address ${address} is in no segment`);
    return address - segment.address + segment.offset;
  };
  const dynamic = segments.find(({ type }) => type === DYNAMIC);
  if (!dynamic) return demand(false, 'not linked to any library');
  const entries = [...Array(dynamic.bytes / 16).keys()].map((index) =>
    [0, 8].map((field) => Number(file.readBigUInt64LE(dynamic.offset + 16 * index + field))),
  );
  const [NEEDED, STRTAB, STRSZ] = [1, 5, 10];
  const valueOf = (tag) => entries.find(([one]) => one === tag)?.[1] ?? 0;
  const strings = offsetOf(valueOf(STRTAB));
  for (const [tag, value] of entries) {
    if (tag !== NEEDED) continue;
    const library = textAt(file, strings + value);
    demand(LINUX_LIBRARIES.test(library), `needs ${library}`);
  }
  const versions = file.toString('latin1', strings, strings + valueOf(STRSZ)).matchAll(/\0GLIBC_2\.(\d+)/g);
  const newest = Math.max(0, ...[...versions].map(([, minor]) => Number(minor)));
  demand(newest <= NEWEST_GLIBC, `needs glibc 2.${newest}`);
}

/** Each: the lengths of its name and of its content, its type, and both, filled up to four bytes. */
function noteNames(file, { offset, bytes }) {
  const names = [];
  const round = (length) => Math.ceil(length / 4) * 4;
  for (let at = offset; at < offset + bytes; ) {
    const [name, content] = [file.readUInt32LE(at), file.readUInt32LE(at + 4)];
    names.push(textAt(file, at + 12));
    at += 12 + round(name) + round(content);
  }
  return names;
}

function machO(file, demand) {
  const [SEGMENT_64, LOAD_DYLIB, MAIN, SIGNATURE, BUILD_VERSION] = [0x19, 0xc, 0x80000028, 0x1d, 0x32];
  const seen = new Set();
  const segments = new Map();
  let at = 32;
  for (let left = file.readUInt32LE(16); left > 0; left--) {
    const [command, size] = [file.readUInt32LE(at), file.readUInt32LE(at + 4)];
    seen.add(command);
    if (command === SEGMENT_64) {
      const end = Number(file.readBigUInt64LE(at + 40) + file.readBigUInt64LE(at + 48));
      segments.set(file.toString('latin1', at + 8, at + 24).replaceAll('\0', ''), end);
    }
    if (command === LOAD_DYLIB) {
      const library = textAt(file, at + file.readUInt32LE(at + 8));
      demand(/^\/(usr\/lib|System\/Library)\//.test(library), `needs ${library}`);
    }
    if (command === SIGNATURE)
      demand(file.readUInt32LE(at + 8) + file.readUInt32LE(at + 12) === file.length, 'the signature does not end it');
    if (command === BUILD_VERSION) demand(file.readUInt32LE(at + 12) >>> 16 <= 11, 'needs macOS 12 or newer');
    at += size;
  }
  demand(at - 32 === file.readUInt32LE(20), 'its load commands do not fill their room');
  demand(seen.has(MAIN), 'it has no entry');
  demand(segments.has('NODE_SEA'), 'no segment NODE_SEA');
  demand(
    [...segments.values()].every((end) => end <= file.length),
    'a segment ends behind the file',
  );
}

function pe(file, demand) {
  const at = file.readUInt32LE(0x3c);
  demand(file.toString('latin1', at, at + 4) === 'PE\0\0', 'no PE header');
  const optional = at + 24;
  demand(file.readUInt16LE(optional) === 0x20b, 'not PE32+');
  const CONSOLE = 3;
  demand(file.readUInt16LE(optional + 68) === CONSOLE, 'not for the console');
  const sections = [...Array(file.readUInt16LE(at + 6)).keys()].map((index) => {
    const section = optional + file.readUInt16LE(at + 20) + 40 * index;
    const [address, bytes, offset] = [12, 16, 20].map((field) => file.readUInt32LE(section + field));
    return { address, bytes, offset };
  });
  demand(sections.length > 0 && sections.every(({ offset, bytes }) => offset + bytes <= file.length), 'a section ends behind the file');
  const [RESOURCES, CERTIFICATES] = [2, 4];
  const directory = (index) => [0, 4].map((field) => file.readUInt32LE(optional + 112 + 8 * index + field));
  const [resources] = directory(RESOURCES);
  const section = sections.find(({ address, bytes }) => resources >= address && resources < address + bytes);
  demand(
    section && file.subarray(section.offset, section.offset + section.bytes).includes(Buffer.from(NOTE, 'utf16le')),
    `no resource ${NOTE}`,
  );
  const [certificate, size] = directory(CERTIFICATES);
  demand(certificate + size <= file.length, 'its certificate lies behind the file');
}
