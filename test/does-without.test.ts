/** What a program says it does without is not what ends it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { ended, findingsIn } from './situation.ts';

const CACHE = 'cache not reachable at 127.0.0.1:11211: Connection refused, going on without it\n';
const DIES = "no template 'welcome' at /app/notify.pl line 17, <$in> line 5.\n";

test('the words after it decide', () => {
  assert.is(readLog(CACHE + DIES).decisive?.kind, 'exception');
  assert.is(readLog(`ERROR ${CACHE}`).decisive, undefined, 'alone it ends nothing');
  assert.is(readLog('redis at cache:6379: connection refused, falling back to memory\nError: no topic\n').decisive?.kind, 'fatal-line');
});

test('without such words, or as the fatal one, it does', () => {
  assert.is(readLog('cache not reachable at 127.0.0.1:11211: Connection refused\n').decisive?.kind, 'connection-refused');
  assert.is(readLog('FATAL cannot reach cache:6379: connection refused; not continuing without it\n').decisive?.kind, 'connection-refused');
});

test('what it will not do without ends it', () => {
  for (const line of [
    'ERROR JWT_KEY uses the default, which is refused in production',
    'Error: running without a license is not permitted',
    'ERROR refusing to start: API_KEY is using the default value',
    'ERROR starting without TLS is no longer supported',
  ])
    assert.is(readLog(`${line}\n`).decisive?.quote, line);
});

test('perl tells the line of what it was reading', () => {
  const [finding] = findingsIn({
    status: ended(25),
    container: { volumeMounts: [{ name: 'config', mountPath: '/etc/app' }] },
    spec: { volumes: [{ name: 'config', configMap: { name: 'web' } }] },
    configMaps: { web: { 'app.ini': '[a]\nx = 1\ny: 2\n' } },
    log: "bad line in /etc/app/app.ini: 'y: 2' at /app/run.pl line 9, <$in> line 3.\n",
  });
  assert.match(finding?.summary ?? '', /app\.ini is key app\.ini of ConfigMap web, line 3$/);
});

test.run();
