/** sed-delimiter: substitutions that a value breaks, and those that it does not. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { brokenSubstitution } from '../src/trace/texts/sed-expression.ts';
import { ended, findingsIn } from './situation.ts';

const values: Record<string, string> = { PATTERN: 'a|b', URL: 'http://a/b', NAME: 'shop', ODD: 'a/b|c#d,e' };
const broken = (script: string) =>
  brokenSubstitution(
    script,
    (name) => values[name],
    (name) => name.startsWith('HIDDEN'),
  )?.other;

test('the value has a slash, and the parts get another sign', () => {
  assert.is(broken('sed -i "s/__URL__/$URL/g" x'), 's|__URL__|$URL|g');
  assert.is(broken('sed "s/a|b/${URL}/" x'), 's#a|b#${URL}#');
  assert.is(broken('sed "s/__NAME__/$NAME/; s/__URL__/$URL/" x'), 's|__URL__|$URL|');
});

test('no slash, another sign already, and a value that has them all', () => {
  assert.is(broken('sed "s/__NAME__/$NAME/" x'), undefined);
  assert.is(broken('sed "s|__URL__|$URL|" x'), undefined);
  assert.is(broken('sed "s/__URL__/$ODD/" x'), undefined);
  assert.is(broken('cat /etc/news/$URL/'), undefined);
});

test('any sign may stand between the parts', () => {
  assert.is(broken('sed "s|__PATTERN__|$PATTERN|" x'), 's#__PATTERN__#$PATTERN#');
  assert.is(broken('sed "s#__PATTERN__#$PATTERN#" x'), undefined);
});

test('a value that is not read is at fault where no other can be', () => {
  assert.is(broken('sed "s/__A__/$HIDDEN/" x'), 's|__A__|$HIDDEN|');
  assert.is(broken('sed "s/__A__/$HIDDEN/; s/__B__/$HIDDEN_TOO/" x'), undefined);
  assert.is(broken('sed "s/__A__/$HIDDEN/; s/__URL__/$URL/" x'), 's|__URL__|$URL|');
  const [finding] = findingsIn({
    container: {
      command: ['sh', '-c', 'sed "s/__PW__/$PW/" /t > /x'],
      env: [{ name: 'PW', valueFrom: { secretKeyRef: { name: 'db', key: 'pw' } } }],
    },
    secrets: { db: ['pw'] },
    status: ended(1),
    log: "sed: -e expression #1, char 24: unknown option to `s'",
  });
  assert.is(finding?.cause, 'sed-delimiter');
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.summary ?? '', 'Secret db key pw');
});

test('the finding, and an error of sed for another reason', () => {
  const first = (value: string) =>
    findingsIn({
      container: { command: ['sh', '-c', 'sed "s/__URL__/$URL/" /t > /x'], env: [{ name: 'URL', value }] },
      status: ended(1),
      log: "sed: -e expression #1, char 24: unknown option to `s'",
    })[0];
  assert.is(first('http://a/b')?.cause, 'sed-delimiter');
  assert.match(first('http://a/b')?.fixes[0]?.command ?? '', 's|__URL__|$URL|');
  assert.is(first('a')?.cause, 'unhandled-exception');
});

test.run();
