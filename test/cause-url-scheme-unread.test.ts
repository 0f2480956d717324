/** url-scheme-unread: what matches, and what looks like it and is another thing. Words of psql and pg_isready 15. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, STARTED } from './situation.ts';

const PSQL = `psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory
	Is the server running locally and accepting connections on that socket?`;
const given = (value: string, log = PSQL) =>
  findingsIn({
    status: ended(2),
    log,
    container: { command: ['sh', '-c', 'psql "$DATABASE_URL" -f /sql/seed.sql'], env: [{ name: 'DATABASE_URL', value }] },
  })[0];

test('a misspelt scheme, and a driver’s', () => {
  for (const [begins, log] of [
    ['postgre://', PSQL],
    ['postgresql+psycopg2://', PSQL],
    ['jdbc:postgresql://', '/var/run/postgresql:5432 - no response'],
  ] as const) {
    const finding = given(`${begins}app@db:5432/shop`, log);
    assert.is(finding?.cause, 'url-scheme-unread', begins);
    assert.match(finding?.summary ?? '', `the URL in env DATABASE_URL begins with ${begins}: libpq knows`);
    assert.match(finding?.fixes[0]?.command ?? '', '"value":"postgresql://app@db:5432/shop"');
  }
});

test('in the command line itself', () => {
  const [finding] = findingsIn({
    status: ended(2),
    log: PSQL,
    container: { command: ['sh', '-c', "psql 'postgre://app@db/shop' -c 'select 1'"] },
  });
  assert.is(finding?.cause, 'url-scheme-unread');
  assert.match(finding?.fixes[0]?.command ?? '', 'postgresql://app@db/shop');
});

test('an init container that waits with it, though the host that it names is not there', () => {
  const running = { restartCount: 0, state: { running: { startedAt: STARTED } } };
  const wait = (url: string, log: string) =>
    findingsIn({
      podStatus: { phase: 'Pending', containerStatuses: [], initContainerStatuses: [{ name: 'app', ready: false, ...running }] },
      spec: {
        containers: [{ name: 'web', image: 'registry.example.com/web:1' }],
        initContainers: [
          {
            name: 'app',
            image: 'registry.example.com/postgres:15',
            command: ['sh', '-c', 'until pg_isready -d "$DATABASE_URL"; do sleep 2; done'],
            env: [{ name: 'DATABASE_URL', value: url }],
          },
        ],
      },
      log: `${log}\n${log}\n${log}`,
    })[0]?.cause;
  assert.is(wait('postgresql+asyncpg://app@db:5432/shop', '/var/run/postgresql:5432 - no response'), 'url-scheme-unread');
  assert.is(wait('postgresql://app@db:5432/shop', 'db:5432 - no response'), 'service-missing');
});

test('a URL that libpq knows, one of something else, and two of them', () => {
  for (const value of ['postgres://app@db:5432/shop', 'postgresql://app@db:5432/shop', 'redis://cache:6379', 'shop'])
    assert.is(given(value)?.cause, 'dependency-localhost', value);
  const [two] = findingsIn({
    status: ended(2),
    log: PSQL,
    container: { env: ['A_URL', 'B_URL'].map((name) => ({ name, value: `postgre://app@${name.slice(0, 1)}/shop` })) },
  });
  assert.is(two?.cause, 'dependency-localhost');
});

test("a command line that shows what libpq's program is given", () => {
  const log = 'psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory\n';
  const of = (...words: string[]) =>
    findingsIn({
      status: ended(2),
      log,
      container: { command: ['psql', ...words], env: [{ name: 'DB_URL', value: 'jdbc:postgresql://db/shop' }] },
    })[0]?.cause;
  assert.is(of('$(DB_URL)'), 'url-scheme-unread');
  assert.is.not(of('-c', 'select 1'), 'url-scheme-unread');
});

test.run();
