/** A whole file of variables under one key, of which envFrom makes one variable. And near misses. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const LOG = 'Error: Environment variable DB_URL is not set\n';
const ofMap = (text: string, key = 'api.env') =>
  findingsIn({
    container: { envFrom: [{ configMapRef: { name: 'api' } }] },
    configMaps: { api: { [key]: text } },
    status: ended(1),
    log: LOG,
  })[0];
const ofSecret = (keys: string[]) =>
  findingsIn({ container: { envFrom: [{ secretRef: { name: 'api' } }] }, secrets: { api: keys }, status: ended(1), log: LOG })[0];

test('the text of a key has the variable; each line becomes a key', () => {
  const finding = ofMap('# of the shop\nDB_URL="postgres://db/shop"\nPOOL=20\n');
  assert.is(finding?.cause, 'missing-variable');
  assert.match(finding?.summary ?? '', 'it stands in the text of key api.env of ConfigMap api, of which envFrom makes one variable');
  assert.match(finding?.fixes[0]?.command ?? '', '{"data":{"DB_URL":"postgres://db/shop","POOL":"20"}}');
});

test("a Secret's only key is called as a file of variables; its text goes by unseen", () => {
  const finding = ofSecret(['.env']);
  assert.match(finding?.summary ?? '', 'has .env alone, by its name a whole file of them');
  assert.match(finding?.fixes[0]?.command ?? '', 'base64 -d | kubectl create secret generic api --from-env-file=/dev/stdin');
});

test('the text has another variable, is something else; the Secret has more keys, or another', () => {
  for (const finding of [ofMap('DATABASE=x\n'), ofMap('url: DB_URL=x\n- a\n'), ofSecret(['.env', 'token']), ofSecret(['token'])])
    assert.not.match(finding?.summary ?? '', /stands in the text of key|whole file of them/);
});

test.run();
