/** What is wrong with an executable for a system, as far as its bytes tell: it can be started only on that system. */
import { wrongPages } from './mach-o-signature.mjs';

/** Where each format says which processor it is for. */
const MACHINES = {
  // ELF: e_machine, EM_X86_64 and EM_AARCH64
  linux: { magic: '7f454c46', machine: (file) => file.readUInt16LE(18), amd64: 62, arm64: 183 },
  // Mach-O: cputype
  darwin: { magic: 'cffaedfe', machine: (file) => file.readUInt32LE(4), amd64: 0x01000007, arm64: 0x0100000c },
  // PE: Machine, after the signature that e_lfanew points to
  windows: { magic: '4d5a', machine: (file) => file.readUInt16LE(file.readUInt32LE(0x3c) + 4), amd64: 0x8664 },
};

/** The fuse as postject leaves it: Node runs what was put in only where it ends in 1. */
const FILLED = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:1';

export function executableFaults(file, { os, arch }) {
  const { magic, machine, ...machines } = MACHINES[os];
  const expected = Buffer.from(magic, 'hex');
  if (!file.subarray(0, expected.length).equals(expected)) return [`no executable of ${os}`];
  const faults = [];
  if (machine(file) !== machines[arch]) faults.push(`not for ${arch}`);
  if (!file.includes(FILLED)) faults.push('nothing was put into it');
  if (os === 'darwin') {
    const wrong = wrongPages(file);
    if (wrong === undefined) faults.push('not signed');
    else if (wrong > 0) faults.push(`${wrong} pages are not as signed`);
  }
  return faults;
}
