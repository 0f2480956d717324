/** A table that was never made, as its maker was not let into the schema; and one that is missing for another reason. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

test('the refusal above is told, and mended', async () => {
  const finding = await findingOn('table-migration-ignored');
  assert.is(finding.cause, 'request-refused');
  assert.match(finding.summary, /permission denied for schema public; .* table submissions is not there/);
  assert.match(finding.fixes[0]?.command ?? '', /GRANT USAGE, CREATE ON SCHEMA "public" TO "intake_app"/);
});

test('a refusal of another thing does not keep a table from being made', async () => {
  const finding = await findingOn('table-migration-ignored', (cluster) =>
    cluster.say('intake', 'intake', 'permission denied for schema public', 'permission denied for table audit'),
  );
  assert.is(finding.cause, 'table-missing');
});

test.run();
