/** row-uneven: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const NONE = "TypeError: float() argument must be a string or a real number, not 'NoneType'";
const of = (rows: string, error: string, key = 'sales.csv', code = 'total += float(row["amount"])') =>
  findingsIn({
    status: ended(1),
    container: { volumeMounts: [{ name: 'in', mountPath: '/in' }] },
    spec: { volumes: [{ name: 'in', configMap: { name: 'sales' } }] },
    configMaps: { sales: { [key]: rows } },
    log: `Traceback (most recent call last):\n  File "/app/export.py", line 12, in <module>\n    ${code}\n${error}\n`,
  })[0];

test('a row that lacks a column', () => {
  const finding = of('product,count,amount\npen,3,1.20\n\npad,2\n', NONE);
  assert.is(finding?.cause, 'row-uneven');
  assert.match(
    finding?.summary ?? '',
    'cannot use line 4 of /in/sales.csv, key sales.csv of ConfigMap sales: it has 2 columns, and the first line has 3',
  );
  assert.match(finding?.fixes[0]?.command ?? '', /^kubectl edit configmap sales/);
  const unpacked = of('a;b;c\n1;2;3\n1;2\n', 'ValueError: not enough values to unpack (expected 3, got 2)');
  assert.match(unpacked?.summary ?? '', 'line 3');
});

test('a blank line, where the program does not skip it; a row that is too long', () => {
  const blank = of('a,b\n1,2\n\n3,4\n', 'IndexError: list index out of range');
  assert.match(blank?.summary ?? '', 'line 3 of /in/sales.csv, key sales.csv of ConfigMap sales: it is blank');
  const long = of('a,b\n1,2\n"1,5",2\n1,2,5\n', 'ValueError: too many values to unpack (expected 2)');
  assert.match(long?.summary ?? '', 'line 4');
});

test('an object that is None, or what it was started with, is no row', () => {
  const none = of('a,b\n1\n', "AttributeError: 'NoneType' object has no attribute 'session'", undefined, 'user = client.session');
  assert.is(none?.cause, 'unhandled-exception');
  assert.is(of('a,b\n1\n', "AttributeError: 'NoneType' object has no attribute 'strip'")?.cause, 'row-uneven');
  const started = of('a,b\n1\n', 'IndexError: list index out of range', undefined, 'host = sys.argv[1]');
  assert.is(started?.cause, 'unhandled-exception');
});

test('all rows are as long as the first, or the error is another one', () => {
  const even = 'product,amount\n"pen, blue",1.20\npad,2\n';
  assert.is(of(even, NONE)?.cause, 'unhandled-exception');
  assert.is(of(`${even}\n`, NONE)?.cause, 'unhandled-exception', 'DictReader skips blank lines');
  assert.is(of('a,b\n1\n', 'ZeroDivisionError: division by zero')?.cause, 'unhandled-exception');
  assert.is(
    of('a,b,c\n1,2\n', 'ValueError: not enough values to unpack (expected 2, got 1)')?.cause,
    'unhandled-exception',
    'counts others',
  );
  assert.is(of('a,b\n1\n', NONE, 'notes.txt')?.cause, 'unhandled-exception', 'no table');
});

test('Go and pandas tell the line themselves', () => {
  const of = (log: string, table: string, command: string[]) =>
    findingsIn({
      container: { command, volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      spec: { volumes: [{ name: 'data', configMap: { name: 'data' } }] },
      configMaps: { data: { 'p.csv': table } },
      status: ended(1),
      log,
    })[0];
  const pandas = (table: string) =>
    of(
      'Traceback (most recent call last):\n  File "/srv/m.py", line 2, in <module>\n    pd.read_csv("/data/p.csv")\npandas.errors.ParserError: Error tokenizing data. C error: Expected 2 fields in line 3, saw 3',
      table,
      ['python', '/srv/m.py'],
    );
  assert.match(pandas('sku,price\na,1\nb,2,3\n')?.summary ?? '', 'cannot use line 3 of /data/p.csv');
  assert.is.not(pandas('sku,price\na,1,2\nb,2\n')?.cause, 'row-uneven');
  const go = (table: string) =>
    of('panic: record on line 3: wrong number of fields\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:9 +0x1d', table, [
      '/srv/shop',
    ]);
  assert.is(go('sku,price\na,1\nb\n')?.cause, 'row-uneven');
  assert.is.not(go('sku,price\na,1\nb,2\n')?.cause, 'row-uneven');
});

test.run();
