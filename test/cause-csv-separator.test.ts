/** csv-separator: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

// Of a program that reads with csv.DictReader (run: Python 3.11).
const trace = (code: string, error: string) =>
  `reading /in/sales.csv\nTraceback (most recent call last):\n  File "/app/export.py", line 12, in <module>\n    ${code}\n${error}\n`;
const of = (csv: string, log: string) =>
  findingsIn({
    status: ended(1),
    container: { volumeMounts: [{ name: 'in', mountPath: '/in' }] },
    spec: { volumes: [{ name: 'in', configMap: { name: 'sales' } }] },
    configMaps: { sales: { 'sales.csv': csv } },
    log,
  })[0];
const UNFOUND = trace('total += float(row["amount"])', "KeyError: 'amount'");
test('semicolons where commas are expected', () => {
  const finding = of('name;amount\npen;1\n', UNFOUND);
  assert.is(finding?.cause, 'csv-separator');
  assert.match(finding?.summary ?? '', 'told apart by semicolons');
  assert.match(finding?.fixes[0]?.command ?? '', 'name,amount\\npen,1\\n');
  assert.match(of('name;amount\npen;1,5\n', UNFOUND)?.fixes[0]?.command ?? '', 'edit configmap sales');
});

test('a column that is not there at all is another one', () => {
  assert.is(of('name,sum\npen,1\n', UNFOUND)?.cause, 'config-entry-missing');
});

test('commas are what it expects', () => {
  assert.is.not(of('name,amount;net\npen,1\n', UNFOUND)?.cause, 'csv-separator');
});

test.run();
