/** database-file-unopened: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const log = `Traceback (most recent call last):
  File "/app/migrate.py", line 6, in <module>
    database = sqlite3.connect(os.environ.get("DATABASE", "/data/shop.db"))
sqlite3.OperationalError: unable to open database file
`;
const first = (container: Partial<Container>, text = log) =>
  findingsIn({ container, spec: { volumes: [{ name: 'data', emptyDir: {} }] }, status: ended(1), log: text })[0];

test('the path is that of the code, or of the variable; the one volume to write in belongs there', () => {
  const finding = first({ volumeMounts: [{ name: 'data', mountPath: '/var/data' }] });
  assert.is(finding?.cause, 'database-file-unopened');
  assert.match(finding?.fixes[0]?.command ?? '', '"path":"/spec/containers/0/volumeMounts/0/mountPath","value":"/data"');
  const set = first({ env: [{ name: 'DATABASE', value: 'sqlite:////srv/a.db' }] });
  assert.match(set?.summary ?? '', '/srv/a.db (DATABASE)');
  assert.match(set?.fixes[0]?.command ?? '', '"mountPath":"/srv"');
});

test('a volume is mounted there: it may not write in it; and without any path nothing is claimed', () => {
  assert.match(first({ volumeMounts: [{ name: 'data', mountPath: '/data' }] })?.summary ?? '', 'may not write in /data, of volume data');
  assert.is.not(first({}, 'sqlite3.OperationalError: unable to open database file\n')?.cause, 'database-file-unopened');
});

test.run();
