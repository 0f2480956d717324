/** A variable that was meant by another name, and those that are of another sort or read by their own. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const of = (name: string, has: string, code = '') =>
  findingsIn({
    status: ended(1),
    container: { env: [{ name: has, value: 'x' }], volumeMounts: [{ name: 'code', mountPath: '/srv' }] },
    spec: { volumes: [{ name: 'code', configMap: { name: 'code' } }] },
    configMaps: { code: { 'main.py': code } },
    log: `Error: Environment variable ${name} is not set\n`,
  })[0]?.summary ?? '';

test('nearly the same name may be what is meant', () => {
  assert.match(of('PRICING_RULES', 'PRICE_RULES'), /PRICE_RULES is there/);
});

test('a name with a word behind it is of another sort', () => {
  assert.not.match(of('SHOP_API_KEY', 'SHOP_API'), /is there/);
  assert.not.match(of('QUEUE_URL', 'QUEUE_URL_FAILED'), /is there/);
});

test('what the program reads by its own name is not meant by another', () => {
  assert.not.match(of('PRICING_RULES', 'PRICE_RULES', 'a = environ["PRICING_RULES"]\nb = environ["PRICE_RULES"]\n'), /is there/);
  assert.match(of('PRICING_RULES', 'PRICE_RULES', 'a = environ["PRICING_RULES"]\n'), /is there/);
});

test('in other languages', () => {
  const said = (words: string) => findingsIn({ status: ended(1), log: `${words}\n` })[0]?.summary ?? '';
  assert.match(said('FEHLER Umgebungsvariable SHOP_TOKEN ist nicht gesetzt'), /SHOP_TOKEN, which is not set/);
  assert.match(said("ERREUR la variable d'environnement SHOP_TOKEN n'est pas définie"), /SHOP_TOKEN, which is not set/);
});

test.run();
