import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { makeArchive, readArchive } from '../scripts/archive.mjs';
import { executableFaults } from '../scripts/executable-faults.mjs';
import { TARGETS, targetName } from '../scripts/targets.mjs';

const test = suite('archive');
const folder = mkdtempSync(join(tmpdir(), 'crashloop-archive-'));
test.after(() => rmSync(folder, { recursive: true }));

writeFileSync(join(folder, 'program'), 'the program', { mode: 0o755 });
writeFileSync(join(folder, 'LICENSE'), 'the licence', { mode: 0o644 });
const names = ['program', 'LICENSE'];

for (const extension of ['tar.gz', 'zip']) {
  test(`${extension}: the same bytes whenever it is made, and the same files back`, async () => {
    const [first, second] = ['first', 'second'].map((name) => join(folder, `${name}.${extension}`)) as [string, string];
    await makeArchive({ folder, names, output: first });
    utimesSync(join(folder, 'program'), 1_000_000, 1_000_000);
    await makeArchive({ folder, names, output: second });
    assert.ok(readFileSync(first).equals(readFileSync(second)));
    const entries = await readArchive(first);
    assert.equal([...entries.keys()], names);
    assert.is(entries.get('program').content.toString(), 'the program');
    if (extension === 'tar.gz') assert.is(entries.get('program').mode & 0o777, 0o755);
  });
}

const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
function target(name: string) {
  const found = TARGETS.find((each) => targetName(each) === name);
  if (!found) throw new Error(`no target ${name}`);
  return found;
}

/** An ELF header for x86-64, and Node's fuse. */
function elf({ machine = 62, fuse = `${FUSE}:1` } = {}): Buffer {
  const header = Buffer.alloc(64);
  header.write('\x7fELF', 'latin1');
  header.writeUInt16LE(machine, 18);
  return Buffer.concat([header, Buffer.from(fuse)]);
}

test('an executable must be of its system, for its processor, and filled', () => {
  const amd64 = target('linux-amd64');
  assert.equal(executableFaults(elf(), amd64), []);
  assert.equal(executableFaults(elf({ machine: 183 }), amd64), ['not for amd64']);
  assert.equal(executableFaults(elf({ machine: 183 }), target('linux-arm64')), []);
  assert.equal(executableFaults(elf({ fuse: `${FUSE}:0` }), amd64), ['nothing was put into it']);
  assert.equal(executableFaults(elf(), target('darwin-amd64')), ['no executable of darwin']);
  assert.equal(executableFaults(elf(), target('windows-amd64')), ['no executable of windows']);
});

test.run();
