/** zone-data-missing: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const of = (log: string) => findingsIn({ status: ended(1), log: `${log}\n` })[0];

test('a zone that there is, and all of them', () => {
  assert.is(of('panic: unknown time zone Europe/Berlin')?.cause, 'zone-data-missing');
  const ruby = of(
    "/usr/local/bundle/gems/tzinfo-2.0.6/lib/tzinfo/data_source.rb:160:in `rescue in create_default_data_source': No source of timezone data could be found. (TZInfo::DataSourceNotFound)\nPlease refer to https://tzinfo.github.io/datasourcenotfound for help resolving this error.\n\tfrom /app/config/environment.rb:5:in `<main>'",
  );
  assert.is(ruby?.cause, 'zone-data-missing');
  assert.match(ruby?.summary ?? '', 'does not find any time zone');
});

test('a zone that there is not', () => {
  assert.is.not(of('panic: unknown time zone Europe/Berln')?.cause, 'zone-data-missing');
});

test.run();
