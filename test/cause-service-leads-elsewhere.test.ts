/** service-leads-elsewhere: what matches, and what looks like it and is another thing. Edited from dep-selector-of-another. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const causeOn = async (edit: (cluster: Edited) => void) => (await findingOn('dep-selector-of-another', edit)).cause;

test('what is no JSON comes from the pods of another program, while those that are called like the Service stand beside it', async () => {
  const finding = await findingOn('dep-selector-of-another');
  assert.is(finding.cause, 'service-leads-elsewhere');
  assert.is(finding.confidence, 'certain');
  assert.match(finding.summary, 'prices selects app=site');
  assert.match(finding.fixes[0]?.command ?? '', `{"spec":{"selector":{"app":"prices"}}}`);
  const status = await findingOn('dep-selector-of-another', (cluster) =>
    cluster.log('import', 'import', 'urllib.error.HTTPError: HTTP Error 404: Not Found: http://prices/products\n'),
  );
  assert.is(status.cause, 'service-leads-elsewhere');
  const other = await findingOn('dep-selector-of-another', (cluster) => {
    cluster.list('services').push({ metadata: { name: 'prices-internal' }, spec: { selector: { app: 'prices' } } } as never);
  });
  assert.is(other.confidence, 'likely');
});

test('not where the pods behind it are called so, where no others are, or where the text is a file of its own', async () => {
  const isNot = async (edit: (cluster: Edited) => void) => assert.is.not(await causeOn(edit), 'service-leads-elsewhere');
  await isNot((cluster) => {
    cluster.one('services', 'prices').spec.selector = { app: 'prices' };
  });
  await isNot((cluster) => {
    cluster.pod('prices').metadata.labels = { app: 'tariffs' };
  });
  await isNot((cluster) => {
    cluster.pod('site').metadata.labels = { app: 'site', 'app.kubernetes.io/name': 'prices' };
  });
  await isNot((cluster) =>
    cluster.log('import', 'import', 'could not parse /etc/import/rules.json: Expecting value: line 1 column 1 (char 0)\n'),
  );
  await isNot((cluster) => {
    cluster.container('import').env.push({ name: 'STOCK_URL', value: 'http://stock/items' });
  });
});

test('where the Service is right, its answer is named, and nothing more is claimed', async () => {
  const finding = await findingOn('dep-selector-of-another', (cluster) => {
    cluster.one('services', 'prices').spec.selector = { app: 'prices' };
  });
  assert.is(finding.confidence, 'possible');
  assert.match(finding.summary, 'it is likely the answer of Service prices, to which env PRICES_URL leads');
});

test('another version of it, and what is put before it, are no other program; with 5xx, and of its worker, it is likely', async () => {
  const selects = (app: string, log?: string) => (cluster: Edited) => {
    cluster.one('services', 'prices').spec.selector = { app };
    cluster.pod('site').metadata.labels = { app };
    if (log !== undefined) cluster.log('import', 'import', log);
  };
  for (const app of ['prices-v2', 'prices-green', 'prices-proxy'])
    assert.is.not(await causeOn(selects(app)), 'service-leads-elsewhere', app);
  assert.is((await findingOn('dep-selector-of-another', selects('prices-worker'))).confidence, 'likely');
  const answers = 'urllib.error.HTTPError: HTTP Error 500: Internal Server Error: http://prices/products\n';
  assert.is((await findingOn('dep-selector-of-another', selects('site', answers))).confidence, 'likely');
});

test.run();
