/** The condition behind which a program says its last words, about a value in a file of a ConfigMap. And near misses. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const PROGRAM = `import datetime, json, logging, sys
licence = json.load(open("/license/license.json"))
if datetime.date.fromisoformat(licence["valid_until"]) < datetime.date.today():
    logging.critical("E2003 subscription has lapsed")
    sys.exit(78)
`;
const first = (files: Record<string, string>, program = PROGRAM) =>
  findingsIn({
    container: {
      command: ['python', '/app/main.py'],
      volumeMounts: [
        { name: 'app', mountPath: '/app' },
        { name: 'license', mountPath: '/license' },
      ],
    },
    spec: {
      volumes: [
        { name: 'app', configMap: { name: 'app' } },
        { name: 'license', configMap: { name: 'license' } },
      ],
    },
    configMaps: { app: { 'main.py': program }, license: files },
    status: ended(78),
    log: '{"level": "CRITICAL", "msg": "E2003 subscription has lapsed"}\n',
  })[0];

test('the entry that the condition asks for stands in one file', () => {
  const finding = first({ 'license.json': '{"edition": "pro",\n "valid_until": "2026-06-30"}' });
  assert.is(finding?.cause, 'program-error');
  assert.match(finding?.summary ?? '', 'it says so at /app/main.py, line 4 (key main.py of ConfigMap app), behind "if datetime.date');
  assert.match(finding?.summary ?? '', 'is about valid_until, which is 2026-06-30 in line 2 of key license.json of ConfigMap license');
  assert.is(finding?.object?.name, 'license');
});

test('no file has it, two have it, or the condition is about a variable', () => {
  const files = { 'license.json': '{"valid_until": "2026-06-30"}' };
  for (const finding of [
    first({ 'license.json': '{"until": "2026-06-30"}' }),
    first({ ...files, 'other.json': '{"valid_until": "2027-01-01"}' }),
    first(files, PROGRAM.replace('licence["valid_until"]', 'os.environ["VALID_UNTIL"]')),
  ])
    assert.not.match(finding?.summary ?? '', 'is about valid_until');
});

test.run();
