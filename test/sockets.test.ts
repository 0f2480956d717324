/** The kernel's table of sockets, from `cat /proc/net/tcp /proc/net/tcp6` in a flask container that listens on 127.0.0.1:5000. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Evidence } from '../src/evidence/evidence.ts';
import { subjectsOf } from '../src/evidence/subject.ts';
import { listeningSockets } from '../src/trace/inside/sockets.ts';
import { podIn } from './situation.ts';

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 40404 1 0000000000000000 100 0 0 10 0
   1: 0100007F:1388 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 40405 1 0000000000000000 20 4 30 10 -1
  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 40406 1 0000000000000000 100 0 0 10 0
   1: 0000000000000000FFFF00000100007F:1F91 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 40407 1 0000000000000000 100 0 0 10 0
`;
const running = { status: { state: { running: { startedAt: '2026-01-02T03:04:00Z' } } } };

function askedOf(mayExec: boolean, situation = running) {
  const evidence = new Evidence(0, [], mayExec);
  const [subject] = subjectsOf(podIn(situation as Parameters<typeof podIn>[0]), evidence);
  if (!subject) throw new Error('no subject');
  evidence.takeWanted();
  listeningSockets(subject, evidence);
  const [query] = evidence.takeWanted();
  if (query) evidence.settle(query, { state: 'read', value: { exit: 0, stdout: TABLE, words: '' } });
  return { query, known: listeningSockets(subject, evidence) };
}

test('listening sockets with their addresses; connections are none', () => {
  const { query, known } = askedOf(true);
  assert.equal(query?.args, ['exec', '--namespace=shop', 'web', '--container=app', '--', 'cat', '/proc/net/tcp', '/proc/net/tcp6']);
  assert.equal(known, {
    state: 'read',
    value: [
      { address: '127.0.0.1', port: 5000, loopback: true, sibling: undefined },
      { address: '[::]', port: 8080, loopback: false, sibling: undefined },
      { address: '127.0.0.1', port: 8081, loopback: true, sibling: undefined },
    ],
  });
});

test('nothing is run where it is not allowed, or nothing runs', () => {
  assert.is(askedOf(false).query, undefined);
  assert.is(askedOf(true, { status: { state: { waiting: { reason: 'CrashLoopBackOff' } } } } as never).query, undefined);
});

test.run();
