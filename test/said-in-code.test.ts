/** What a program says of no variable, and the line of its own code that says so behind a condition about one. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, inPython } from './situation.ts';

const PROGRAM = `import logging
import os
import sys

log = logging.getLogger("billing")
tenant = os.environ.get("TENANT_ID")
mode = os.environ.get("BILLING_MODE", "live")


def main():
    if not tenant:
        log.error("no customer to bill for, giving up")
        sys.exit(1)
    try:
        rate = float(os.environ.get("VAT_RATE", ""))
    except ValueError:
        log.error(
            "cannot work out the price without tax",
        )
        sys.exit(1)
    if mode != "live":
        log.error("mode %s is not for here", mode)
        sys.exit(1)


main()
`;

const run = (log: string, env: Record<string, string>, text = PROGRAM) => findingsIn({ ...inPython(text, env), status: ended(1), log })[0];
const NO_TENANT = 'ERROR:billing:no customer to bill for, giving up\n';

test('the variable behind the words, and its fix', () => {
  const finding = run(NO_TENANT, { TENANTID: '7' });
  assert.is(finding?.cause, 'program-error');
  assert.is(finding?.confidence, 'likely');
  assert.match(
    finding?.summary ?? '',
    'it says so at /app/main.py, line 12 (key main.py of ConfigMap code), behind "if not tenant:", which is about TENANT_ID, and TENANT_ID is not set',
  );
  assert.match(finding?.fixes[0]?.text ?? '', 'give TENANT_ID what TENANTID has');
});

test('of an exception it is what was tried; words in a line of their own', () => {
  const finding = run('ERROR:billing:cannot work out the price without tax\n', { TENANT_ID: '7' });
  assert.match(finding?.summary ?? '', 'behind "except ValueError:", which is about VAT_RATE, and VAT_RATE is not set');
});

test('a condition that is true only of a variable that is set', () => {
  const text = `import os, sys\nregion = os.environ.get("REGION")\nif len(rows) == 0 and region:\n    print("fatal: no rows of that region")\n    sys.exit(1)\n`;
  assert.not.match(run('fatal: no rows of that region\n', {}, text)?.summary ?? '', 'REGION is not set');
});

test('a variable with a value, words that stand twice, and words of another place', () => {
  assert.not.match(run(NO_TENANT, { TENANT_ID: '7' })?.summary ?? '', 'it says so at');
  assert.not.match(run(NO_TENANT, {}, `${PROGRAM}log.error("no customer to bill for, giving up")\n`)?.summary ?? '', 'it says so at');
  assert.not.match(run('ERROR:billing:the ledger is closed, giving up\n', {})?.summary ?? '', 'it says so at');
});

test('a value that it does not take; one of those that the condition names may be meant', () => {
  const WORDS = 'ERROR:billing:mode trial is not for here\n';
  const other = run(WORDS, { TENANT_ID: '7', VAT_RATE: '1', BILLING_MODE: 'trial' });
  assert.match(
    other?.summary ?? '',
    'behind "if mode != "live":", which is about BILLING_MODE, and BILLING_MODE is "trial" (env BILLING_MODE)',
  );
  assert.match(other?.fixes[0]?.command ?? '', 'BILLING_MODE="$BILLING_MODE"');
  const near = run('ERROR:billing:mode liev is not for here\n', { TENANT_ID: '7', VAT_RATE: '1', BILLING_MODE: 'liev' });
  assert.match(near?.fixes[0]?.command ?? '', '{"name":"BILLING_MODE","value":"live"}');
  assert.not.match(run(WORDS, { TENANT_ID: '7', VAT_RATE: '1' })?.summary ?? '', 'BILLING_MODE is not set', 'it has a default');
  const secret = run(WORDS, { TENANT_ID: '7', VAT_RATE: '1', BILLING_TOKEN: 'trial' }, PROGRAM.replaceAll('BILLING_MODE', 'BILLING_TOKEN'));
  assert.match(secret?.summary ?? '', 'BILLING_TOKEN is in env BILLING_TOKEN');
  assert.not.match(secret?.summary ?? '', '"trial"');
});

test('Node.js, with a value in the words', () => {
  const text =
    'const region = process.env.REGION;\nif (!region) {\n  console.error(`FATAL: shop ${1 + 1} has no place to go`);\n  process.exit(1);\n}\n';
  const [finding] = findingsIn({
    status: ended(1),
    log: 'FATAL: shop 2 has no place to go\n',
    container: { command: ['node', '-e', text] },
  });
  assert.match(
    finding?.summary ?? '',
    'its command, line 3 of the program, behind "if (!region) {", which is about REGION, and REGION is not set',
  );
});

test('a shell script', () => {
  const script = (value: string) => `#!/bin/sh
if [ -z "$RELAY" ]; then
  echo "ERROR: nobody takes the mail" >&2
  exit 1
fi
${value}
exec mailer
`;
  const given = (env: { name: string; value: string }[]) =>
    findingsIn({ status: ended(1), log: 'ERROR: nobody takes the mail\n', container: { command: ['sh', '-c', script('')], env } })[0];
  assert.match(given([])?.summary ?? '', 'behind "if [ -z "$RELAY" ]; then exit 1", which is about RELAY, and RELAY is not set');
  assert.match(given([])?.fixes[0]?.command ?? '', 'RELAY="$RELAY"');
  assert.not.match(given([{ name: 'RELAY', value: 'x' }])?.summary ?? '', 'it says so at');
});

const traceback = (line: number, code: string, error: string) =>
  `Traceback (most recent call last):\n  File "/app/main.py", line ${line}, in <module>\n    ${code}\n${error}`;

test('the line that fails works on what another line has read', () => {
  const text = 'import os\nhosts = os.environ.get("HOSTS", "").split(",")\nprimary, replica = hosts[0], hosts[1]\n';
  const code = 'primary, replica = hosts[0], hosts[1]';
  const finding = run(traceback(3, code, 'IndexError: list index out of range'), { HOSTS: 'db-0' }, text);
  assert.match(finding?.summary ?? '', `the line that fails, "${code}", is about HOSTS, and HOSTS is "db-0" (env HOSTS)`);
  const server = run(
    traceback(3, code, 'redis.exceptions.ResponseError: BUSYGROUP Consumer Group name already exists'),
    { HOSTS: 'db-0' },
    text,
  );
  assert.not.match(server?.summary ?? '', 'is about HOSTS', 'a server has answered');
});

test('what is called is no value, but for what a text has; and two names are two', () => {
  const text =
    'import os\nzone = os.environ["ZONE"]\nif zone.lower() not in ("north", "south"):\n    raise SystemExit("no such part of the world")\n';
  assert.match(run('no such part of the world\n', { ZONE: 'Nord' }, text)?.summary ?? '', 'is about ZONE, and ZONE is "Nord" (env ZONE)');
  const call = 'import os\nqueue = connect(os.environ["QUEUE_HOST"])\nqueue.take(1, None)\n';
  const called = run(traceback(3, 'queue.take(1, None)', 'ValueError: nothing to take'), { QUEUE_HOST: 'queue' }, call);
  assert.not.match(called?.summary ?? '', 'QUEUE_HOST');
  const pair = 'import os\na, b = os.environ["A_TEXT"], os.environ["B_TEXT"]\nuse(a, b)\n';
  const two = run(traceback(3, 'use(a, b)', 'ValueError: they do not fit'), { A_TEXT: '1', B_TEXT: '2' }, pair);
  assert.not.match(two?.summary ?? '', 'is about');
});

test.run();
