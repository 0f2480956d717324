/** What was changed, as before and after: only what differs, only where it is known, without what is secret. */
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Redactor } from '../src/redact/redactor.ts';
import { redactReport } from '../src/redact.ts';
import { layDifference } from '../src/render/difference.ts';
import { render } from '../src/render/index.ts';
import type { Difference, Report } from '../src/report.ts';
import { differing } from '../src/trace/history/differences.ts';
import { reportOn } from './judge.ts';

const LOOK = { width: 100, color: false, unicode: true, timeZone: 'UTC', showCommands: false, now: 0 };
const on = (name: string) => reportOn(fileURLToPath(new URL(`cases/${name}`, import.meta.url)));
const findingsOf = ({ pods }: Report) => pods.flatMap(({ containers }) => containers).flatMap(({ findings }) => findings);
const all = (report: Report) => findingsOf(report).flatMap(({ differences = [] }) => differences);

test('a revision that was well is held against the present one', async () => {
  const [difference, ...more] = all(await on('rollout-args'));
  assert.equal(more, []);
  const { title, lines } = layDifference(difference as Difference);
  assert.match(title, /^Deployment stock, spec\.template\.spec: revision 1/);
  assert.equal(
    lines.filter((line) => !line.startsWith(' ')),
    ['-      - -products=1000', '+      - -product=1000', '+      - -workers=1'],
  );
});

test('none where the earlier revision failed as well, and where there is none', async () => {
  for (const name of ['near-rollout-innocent', 'exit-silent']) assert.equal(all(await on(name)), [], name);
});

test('fields that are the same, and members of the same name, are left out', () => {
  const web = { name: 'web', image: 'web:1' };
  const side = { name: 'side', image: 'side:1' };
  assert.equal(
    differing(
      { a: 1, containers: [web, side], gone: true, args: ['a'] },
      { a: 1, containers: [{ ...web, image: 'web:2' }, side], args: ['b'] },
    ),
    [
      { containers: [web], gone: true, args: ['a'] },
      { containers: [{ ...web, image: 'web:2' }], args: ['b'] },
    ],
  );
  assert.equal(differing({ containers: [web] }, { containers: [web, side] }), [{ containers: [] }, { containers: [side] }]);
  assert.equal(differing({ a: { b: 1 } }, { a: { b: 1 } }), [{}, {}]);
});

async function withVariable(name: string, was: string, is: string): Promise<Report> {
  const report = await on('env-rollout');
  const variable = (value: string) => ({ containers: [{ name: 'api', env: [{ name, value }] }] });
  const pods = report.pods.map((pod) => ({
    ...pod,
    containers: pod.containers.map((container) => ({
      ...container,
      findings: container.findings.map((finding) => ({
        ...finding,
        differences: (finding.differences ?? []).map((one) => ({ ...one, before: variable(was), after: variable(is) })),
      })),
    })),
  }));
  return { ...report, pods };
}

test('a secret is in no form, and that it changed is said', async () => {
  const hidden = redactReport(await withVariable('DB_PASSWORD', 'plum-orchard', 'cherry-tree'), new Redactor());
  for (const form of ['html', 'markdown', 'json', 'yaml'] as const) assert.not.match(render(hidden, form, LOOK), /plum|cherry/);
  assert.match(render(hidden, 'html', LOOK), 'only values that are hidden here differ');
  const shown = redactReport(await withVariable('POOL', 'plum', 'cherry'), new Redactor());
  assert.match(render(shown, 'html', LOOK), /<span class="was">- {8}value: plum\n<\/span><span class="is">\+ {8}value: cherry\n<\/span>/);
});

test('what the cluster says stays text', async () => {
  const report = await withVariable('NOTE', 'a', '</pre><script>x</script>\n::error::no\u001b[2J\u202e');
  const page = render(report, 'html', LOOK);
  assert.not.match(page, '<script>x');
  for (const form of ['html', 'markdown'] as const) {
    const text = render(report, form, LOOK);
    assert.not.ok(
      ['\u001b', '\u202e'].some((character) => text.includes(character)),
      form,
    );
    assert.not.match(text, /^\s*::error/m);
  }
});

test('thousands of lines that all differ do not take their square', () => {
  const lines = (word: string) => ({ data: { file: Array.from({ length: 8000 }, (_, line) => `${word}${line}`).join('\n') } });
  const started = performance.now();
  const laid = layDifference({
    object: { kind: 'ConfigMap', name: 'web' },
    from: 'what was applied',
    before: lines('a'),
    after: lines('b'),
  });
  assert.is(laid.lines.filter((line) => /^[-+] /.test(line)).length, 16_002);
  assert.ok(performance.now() - started < 5000);
});

test('of a file, the lines that differ', () => {
  const file = (port: number) => ({ 'nginx.conf': `events {}\nhttp {\n\tserver { listen ${port} }\n}\n# end\n` });
  const object = { kind: 'ConfigMap', name: 'web', field: 'data' };
  assert.equal(layDifference({ object, from: 'what was applied', before: file(80), after: file(8080) }).lines, [
    ' nginx.conf: |',
    '   events {}',
    '   http {',
    '-   server { listen 80 }',
    '+   server { listen 8080 }',
    '   }',
    '   # end',
  ]);
});

test.run();
