/** libpq speaks of its variables without their PG: PGSSLMODE is its sslmode. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const first = (name: string) =>
  findingsIn({
    container: { env: [{ name, value: 'required' }] },
    status: ended(1),
    log: 'psycopg2.OperationalError: invalid sslmode value: "required"\n',
  })[0];

test('the variable that it means is certain; the same word in another may stand there by chance', () => {
  assert.is(first('PGSSLMODE')?.confidence, 'certain');
  assert.match(first('PGSSLMODE')?.summary ?? '', 'of PGSSLMODE');
  assert.is(first('LOGIN')?.confidence, 'likely');
});

test.run();
