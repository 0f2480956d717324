/** A value that a program refuses, in a file of a ConfigMap; log texts from the case job-bad-row. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withPoint } from '../src/trace/settings/value-in-file.ts';
import { ended, findingsIn } from './situation.ts';

const SALES = 'product,count,amount\npen,3,1.20\npad,2,"4,80"\n';

function findings(log: string, sales = SALES) {
  return findingsIn({
    status: ended(1),
    container: { volumeMounts: [{ name: 'in', mountPath: '/in' }] },
    spec: { volumes: [{ name: 'in', configMap: { name: 'sales' } }] },
    configMaps: { sales: { 'sales.csv': sales } },
    log,
  });
}

test('the line that holds it is found, and a decimal comma corrected', () => {
  const [first] = findings("/in/sales.csv:3: could not convert string to float: '4,80'");
  assert.is(first?.cause, 'invalid-value');
  assert.is(first?.confidence, 'certain');
  assert.equal(first?.object, { kind: 'ConfigMap', namespace: 'shop', name: 'sales', field: 'data[sales.csv]' });
  assert.match(first?.fixes[0]?.command ?? '', /pad,2,\\"4\.80\\"/);
});

test('a line that does not hold it, a value that is there twice, another file: nothing is claimed of the ConfigMap', () => {
  for (const [log, sales] of [
    ["/in/sales.csv:2: could not convert string to float: '4,80'", SALES],
    ["/in/sales.csv: could not convert string to float: '4,80'", `${SALES}${SALES}`],
    ["/data/sales.csv:3: could not convert string to float: '4,80'", SALES],
  ] as const) {
    const [first] = findings(log, sales);
    assert.is(first?.confidence, 'likely', log);
    assert.is.not(first?.object?.kind, 'ConfigMap', log);
  }
});

test('what may be a thousand, or no number, is left to a person', () => {
  assert.is(withPoint('4,80', 'a number'), '4.80');
  assert.is(withPoint('1,234', 'a number'), undefined);
  assert.is(withPoint('4,80', undefined), undefined);
  assert.is(withPoint('a,80', 'a number'), undefined);
});

test.run();
