/** The JUnit form, by the schema that Jenkins' xUnit plugin holds reports to (schemas/junit-10.xsd, MIT, its licence in its head). */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { validateXML } from 'xmllint-wasm';
import { render } from '../src/render/index.ts';
import type { Report } from '../src/report.ts';
import { fakeCluster, portOf } from './fake-cluster.ts';
import { fakeWorld } from './fake-world.ts';
import { reportOn } from './judge.ts';
import { sample } from './samples/report.ts';
import scan from './samples/report-scan.ts';

const cases = fileURLToPath(new URL('cases/', import.meta.url));
const schema = { fileName: 'junit-10.xsd', contents: readFileSync(new URL('schemas/junit-10.xsd', import.meta.url), 'utf8') };
const LOOK = { width: 120, color: false, unicode: true, now: Date.parse('2026-11-22T00:57:20Z'), timeZone: 'UTC', showCommands: false };

async function faults(reports: Record<string, string>): Promise<string[]> {
  const xml = Object.entries(reports).map(([fileName, contents]) => ({ fileName, contents }));
  return (await validateXML({ xml, schema })).errors.map(({ rawMessage }) => rawMessage);
}

test('every tenth recorded case', async () => {
  const names = readdirSync(cases).filter((_, index) => index % 10 === 0);
  const reports: Record<string, string> = {};
  for (const name of names) reports[`${name}.xml`] = render(await reportOn(cases + name), 'junit', LOOK);
  assert.ok(names.length > 20 && Object.values(reports).some((xml) => xml.includes('<failure ')));
  assert.equal(await faults(reports), []);
});

test('a scan: with groups, of all that is well, and cut short', async () => {
  const cluster = fakeCluster({ cases: ['dep-chain', 'mem-limit'] });
  const world = fakeWorld(portOf(cluster), { now: () => cluster.now });
  const live = await world.type('-A', '-o', 'junit');
  assert.match(live.out, /<failure /);
  const { scan: counts } = JSON.parse((await world.type('-A', '-o', 'json')).out) as Report;
  assert.ok(counts);
  assert.equal(
    await faults({
      'live.xml': live.out,
      'groups.xml': render(scan, 'junit', LOOK),
      'well.xml': render(sample({ scan: counts }), 'junit', LOOK),
      'cut.xml': render(sample({ scan: { ...counts, complete: false } }), 'junit', LOOK),
      'nothing.xml': render(sample({}), 'junit', LOOK),
    }),
    [],
  );
});

test('the schema is asked at all', async () => {
  const spoilt = render(scan, 'junit', LOOK).replace('<failure ', '<failure severity="high" ');
  assert.match((await faults({ 'spoilt.xml': spoilt })).join('\n'), /severity/);
});

test.run();
