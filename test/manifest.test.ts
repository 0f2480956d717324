import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { packageJson } from '../scripts/bundle.mjs';
import { manifestFaults } from '../scripts/check-manifest.mjs';
import { asYaml, manifest, NOT_RELEASED } from '../scripts/manifest.mjs';
import { EXECUTABLE, NAME } from '../src/version.ts';

const test = suite('plugin-manifest.yaml');

const { name, version, homepage } = packageJson();
const SUM = 'ab'.repeat(32);

test('is what the script makes of package.json and the targets', () => {
  assert.fixture(readFileSync('plugin-manifest.yaml', 'utf8'), asYaml(manifest(packageJson())), 'run npm run manifest');
});

test('has the form that krew demands', () => {
  assert.equal(manifestFaults(parse(readFileSync('plugin-manifest.yaml', 'utf8'))), []);
});

test('one archive for each of the five systems, named as the system is', () => {
  const { platforms } = manifest({ name, version, homepage }, { 'linux-arm64': SUM }).spec;
  assert.equal(
    platforms.map(({ uri, sha256 }) => [uri.split('/').at(-1), sha256]),
    [
      [`kubectl-crashloop_v${version}_linux_amd64.tar.gz`, NOT_RELEASED],
      [`kubectl-crashloop_v${version}_linux_arm64.tar.gz`, SUM],
      [`kubectl-crashloop_v${version}_darwin_amd64.tar.gz`, NOT_RELEASED],
      [`kubectl-crashloop_v${version}_darwin_arm64.tar.gz`, NOT_RELEASED],
      [`kubectl-crashloop_v${version}_windows_amd64.zip`, NOT_RELEASED],
    ],
  );
});

test('kubectl finds the executable under the name that the program gives itself', () => {
  assert.is(name, EXECUTABLE);
  assert.is(manifest({ name, version, homepage }).metadata.name, NAME);
});

const sound = () => manifest({ name, version, homepage });
for (const [fault, spoil] of Object.entries<(broken: ReturnType<typeof sound>) => void>({
  'metadata.name is Crash_Loop': ({ metadata }) => {
    metadata.name = 'Crash_Loop';
  },
  'spec.version is 0.1': ({ spec }) => {
    spec.version = '0.1';
  },
  'spec.shortDescription is not one line of at most 70 characters': ({ spec }) => {
    spec.shortDescription = 'x'.repeat(71);
  },
  'a line of spec.description is longer than 80 characters': ({ spec }) => {
    spec.description = 'x'.repeat(81);
  },
  'linux/amd64 is there twice': ({ spec }) => {
    spec.platforms = spec.platforms.map((platform, index) => (index === 1 && spec.platforms[0] ? spec.platforms[0] : platform));
  },
  'sha256 of linux/amd64 is ABAB': ({ spec }) => {
    if (spec.platforms[0]) spec.platforms[0].sha256 = 'ABAB';
  },
  'bin of windows/amd64 is kubectl-crashloop': ({ spec }) => {
    if (spec.platforms[4]) spec.platforms[4].bin = 'kubectl-crashloop';
  },
})) {
  test(`krew would refuse: ${fault}`, () => {
    const broken = sound();
    spoil(broken);
    assert.equal(manifestFaults(broken), [fault]);
  });
}

test.run();
