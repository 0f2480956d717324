/** JSON.parse of a variable that is not set, and of a text that is no JSON. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

test('the line of code tells which variable it is', async () => {
  const finding = await findingOn('env-json-undefined');
  assert.is(finding.confidence, 'certain');
  assert.match(finding.summary, /PRICING_RULES, which is not set; ConfigMap quote-settings key PRICE_RULES/);
});

const of = (text: string, code: string) =>
  findingsIn({
    status: ended(1),
    container: { volumeMounts: [{ name: 'code', mountPath: '/srv' }] },
    spec: { volumes: [{ name: 'code', configMap: { name: 'code' } }] },
    configMaps: { code: { 'server.js': `${code}\n` } },
    log: `${text}:1\n${text}\n^\n\nSyntaxError: Unexpected token u in JSON at position 0\n    at JSON.parse (<anonymous>)\n    at Object.<anonymous> (/srv/server.js:1:20)\n`,
  })[0]?.cause;

test('another text, or code that reads two variables or none, is not known to be one', () => {
  assert.is(of('undefined', 'const a = JSON.parse(process.env.RULES);'), 'missing-variable');
  assert.is(of('ubuntu', 'const a = JSON.parse(process.env.RULES);'), 'malformed-config');
  assert.is(of('undefined', 'const a = JSON.parse(process.env.A + process.env.B);'), 'malformed-config');
  assert.is(of('undefined', 'const a = JSON.parse(config.rules);'), 'malformed-config');
});

test.run();
