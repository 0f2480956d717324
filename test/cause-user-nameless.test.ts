/** user-nameless: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const SAID = 'initdb: could not look up effective user ID 26999: user does not exist\n';
const first = (securityContext: object, log = SAID) => findingsIn({ spec: { securityContext }, status: ended(1), log })[0];

test('the number is that of runAsUser, and the image begins as its own', () => {
  const finding = first({ runAsUser: 26999, runAsGroup: 26999, fsGroup: 26999 });
  assert.is(finding?.cause, 'user-nameless');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', '26999 (runAsUser)');
  assert.match(finding?.fixes[0]?.command ?? '', '/securityContext/runAsUser');
  assert.match(finding?.fixes[0]?.command ?? '', '/securityContext/runAsGroup');
});

test('where root is forbidden, and where the image chose the number, nothing is taken out', () => {
  assert.is(first({ runAsUser: 26999, runAsNonRoot: true })?.fixes[0]?.command, undefined);
  const ofImage = first({});
  assert.is(ofImage?.confidence, 'likely');
  assert.is(ofImage?.fixes[0]?.command, undefined);
});

test('other programs say it in their words; a role of the database is no user of the system', () => {
  for (const log of ['No user exists for uid 1234\n', "KeyError: 'getpwuid(): uid not found: 1234'\n"])
    assert.match(first({ runAsUser: 1234 }, log)?.summary ?? '', '1234 (runAsUser)', log);
  assert.is.not(first({ runAsUser: 1234 }, 'psql: error: FATAL:  role "shop" does not exist\n')?.cause, 'user-nameless');
});

test.run();
