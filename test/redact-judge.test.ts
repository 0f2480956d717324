/**
 * Another rule set looks at what we have hidden: secretlint's recommended one (MIT), kept by others. It has to find much in the texts as
 * they were and nothing in what we made of them.
 */
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Redactor } from '../src/redact/redactor.ts';
import { LOOKALIKES, lines, privateKey, tokens } from './credentials.ts';

const rules = [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator, options: {} }];

/** What it finds: the rules, and the text that each is about. */
async function found(text: string): Promise<string[]> {
  const { messages } = await lintSource({
    source: { filePath: 'log.txt', content: text, contentType: 'text', ext: '.txt' },
    options: { config: { rules } },
  });
  return messages.map(({ ruleId, range: [start, end] }) => `${ruleId}: ${text.slice(start, end)}`);
}

/** The mark of a key is no key; what holds *** is hidden already; and a pod may be called so, which to it is a token of Slack. */
const isLeft = (finding: string) => !finding.includes('***') && !/-----(?:BEGIN|END)|: xapp-server-/.test(finding);

test('it finds much in the credentials as they are', async () => {
  const kinds = new Set(
    (await found([...tokens().map(([, token]) => token), ...lines().map(([, line]) => line), ...privateKey()].join('\n'))).map(
      (finding) => finding.split(':')[0],
    ),
  );
  assert.ok(kinds.size >= 15, [...kinds].join(' '));
});

test('and nothing in what we made of them', async () => {
  for (const around of ['\n', ' ', ', ', '" "', '=']) {
    const text = [...tokens().map(([, token]) => token), ...lines().map(([, line]) => line), ...LOOKALIKES].join(around);
    assert.equal((await found(new Redactor().text(text))).filter(isLeft), []);
  }
  for (const text of [privateKey().join('\n'), JSON.stringify(privateKey().join('\n'))])
    assert.equal((await found(new Redactor().text(text))).filter(isLeft), []);
});

test('nor in logs put together by chance', async () => {
  const piece = fc.oneof(
    fc.constantFrom(...tokens().map(([, token]) => token)),
    fc.constantFrom(...lines().map(([, line]) => line)),
    fc.constantFrom(...LOOKALIKES),
    fc.string({ unit: 'binary-ascii', maxLength: 30 }),
    fc.constantFrom('\n', ' ', '=', ': ', '"', "'", ',', '…', 'password', 'token=', '://', '@', '{"a":"', '\\n'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }), fc.constantFrom('', ' ', '\n'), async (pieces, glue) => {
      const made = new Redactor().text(pieces.join(glue));
      // Glued to a letter or digit, a token is no longer one to us, as in a longer word; to it, some are.
      if (glue !== '') assert.equal((await found(made)).filter(isLeft), [], JSON.stringify(pieces));
      // What is hidden once stays hidden.
      assert.equal((await found(new Redactor().text(made))).filter(isLeft), (await found(made)).filter(isLeft));
    }),
    { numRuns: 250, seed: 7 },
  );
});

test.run();
