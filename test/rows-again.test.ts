/** Rows that are there already, as the file was run before. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sqlRepair } from '../src/trace/texts/sql-repair.ts';

const WORDS = 'psql:/app/seed.sql:2: ERROR:  duplicate key value violates unique constraint "users_pkey"';

test('every plain INSERT lets them be', () => {
  const found = sqlRepair(WORDS, "INSERT INTO a VALUES (1);\nINSERT INTO users VALUES (1, 'x');\n", []);
  assert.is(found?.line, 2);
  assert.is(
    found?.better?.text,
    "INSERT INTO a VALUES (1) ON CONFLICT DO NOTHING;\nINSERT INTO users VALUES (1, 'x') ON CONFLICT DO NOTHING;\n",
  );
});

test('a statement of several lines is only shown', () => {
  const found = sqlRepair(WORDS, 'INSERT INTO users VALUES\n(1),\n(2);\n', []);
  assert.is(found?.quote, '(1),');
  assert.is(found?.better, undefined);
});

test.run();
