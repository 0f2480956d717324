/** What MongoDB passes on of its storage engine; a script's program in a folder beside it; a Secret's file that an argument names; a usage that is shown. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const DATA: Situation = {
  status: ended(14),
  container: { image: 'mongo:7', volumeMounts: [{ name: 'data', mountPath: '/data/db' }], securityContext: { runAsUser: 999 } },
  spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
};
const line = (s: string, c: string, id: number, msg: string, attr: unknown) =>
  JSON.stringify({ t: { $date: '2026-11-26T10:08:59.100+00:00' }, s, c, id, ctx: 'initandlisten', msg, attr });
// mongodb/mongo:src/mongo/db/storage/wiredtiger/wiredtiger_util.cpp and wiredtiger_kv_engine.cpp, src/mongo/util/assert_util.cpp.
const ENDS = [
  line('F', 'STORAGE', 28595, 'Terminating.', { reason: '13: Permission denied' }),
  line('F', 'ASSERT', 23091, 'Fatal assertion', {
    msgid: 28595,
    file: 'src/mongo/db/storage/wiredtiger/wiredtiger_kv_engine.cpp',
    line: 1123,
  }),
];

test('WiredTiger says in JSON which file it may not open', () => {
  const message = {
    ts_sec: 1795316939,
    category: 'WT_VERB_DEFAULT',
    verbose_level: 'ERROR',
    msg: '__posix_open_file:815:/data/db/WiredTiger.wt: handle-open: open',
    error_str: 'Permission denied',
    error_code: 13,
  };
  const log = [line('E', 'WT', 22435, 'WiredTiger error message', { error: 13, message }), ...ENDS].join('\n');
  const [finding] = findingsIn({ ...DATA, log });
  assert.is(finding?.cause, 'volume-permission');
  assert.match(finding?.proof[0]?.quote ?? '', /WiredTiger\.wt/);
});

test('or in words, before MongoDB 6', () => {
  const message =
    '[1795316939:100][1:0x7f], connection: __posix_open_file, 667: /data/db/WiredTiger.wt: handle-open: open: Operation not permitted';
  const log = [line('E', 'STORAGE', 22435, 'WiredTiger error', { error: 1, message }), ...ENDS].join('\n');
  assert.is(findingsIn({ ...DATA, log })[0]?.cause, 'volume-permission');
});

test('a file that is busy is no matter of rights', () => {
  const message = { msg: '__posix_open_file:815:/data/db/WiredTiger.lock: handle-open: open', error_str: 'Device or resource busy' };
  const log = [line('E', 'WT', 22435, 'WiredTiger error message', { error: 16, message }), ...ENDS].join('\n');
  assert.is.not(findingsIn({ ...DATA, log })[0]?.cause, 'volume-permission');
});

test('bash does not find a program in a folder beside its script', () => {
  // bash 5.2
  const [finding] = findingsIn({ status: ended(127), log: '/app/start: line 12: bin/serve: No such file or directory' });
  assert.is(finding?.cause, 'command-not-found-in-shell');
  assert.match(finding?.summary ?? '', /bin\/serve/);
});

test('what a program cannot use stands in the file, not in the argument that names it', () => {
  for (const [cause, log] of [
    [
      'malformed-config',
      'ts=2026-11-26T12:14:32Z level=error component=configuration msg="Loading configuration file failed" file=/etc/alerts/alertmanager.yaml err="no routes provided"',
    ],
    ['program-error', 'level=error msg="giving up, nothing to do" file=/etc/alerts/alertmanager.yaml'],
  ]) {
    const [finding] = findingsIn({
      status: ended(1),
      log: log as string,
      container: { args: ['--config.file=/etc/alerts/alertmanager.yaml'], volumeMounts: [{ name: 'config', mountPath: '/etc/alerts' }] },
      spec: { volumes: [{ name: 'config', secret: { secretName: 'alerts' } }] },
      secrets: { alerts: ['alertmanager.yaml'] },
    });
    assert.is(finding?.cause, cause);
    assert.match(finding?.summary ?? '', /is key alertmanager\.yaml of Secret alerts/);
    assert.not.match(finding?.fixes[0]?.text ?? '', /args/);
  }
});

test('a file that the items of a volume do not make is no key', () => {
  const summaryOf = (path: string) =>
    findingsIn({
      status: ended(1),
      log: `level=error msg="giving up, nothing to do" file=/etc/alerts/${path}`,
      container: { volumeMounts: [{ name: 'config', mountPath: '/etc/alerts' }] },
      spec: { volumes: [{ name: 'config', secret: { secretName: 'alerts', items: [{ key: 'main', path: 'main.yaml' }] } }] },
      secrets: { alerts: ['main', 'other.yaml'] },
    })[0]?.summary ?? '';
  assert.match(summaryOf('main.yaml'), /main\.yaml is key main of Secret alerts/);
  assert.not.match(summaryOf('other.yaml'), /is key/);
});

const USAGE = 'Usage:\n\ntool [OPTIONS] [COMMAND]\n\nCommands:\n  start  Start the server.';

test('a program that shows its usage and ends well wants to be told what to do', () => {
  const [finding] = findingsIn({ status: ended(0), log: USAGE });
  assert.match(finding?.summary ?? '', /shows its usage/);
  const [told] = findingsIn({ status: ended(0), log: USAGE, container: { args: ['help'] } });
  assert.not.match(told?.summary ?? '', /shows its usage/);
});

test.run();
