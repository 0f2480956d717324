/** The exec step: what is run, what its answers mean, and what must never become part of a command. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { failureOf } from '../src/cluster/failure.ts';
import type { Answer } from '../src/cluster/port.ts';
import { readAnswer } from '../src/cluster/read-answer.ts';
import { Evidence } from '../src/evidence/evidence.ts';
import { type Executed, execQuery, listQuery } from '../src/evidence/query.ts';
import { type Subject, subjectsOf } from '../src/evidence/subject.ts';
import type { Pod } from '../src/kube/shapes.ts';
import { fileInside, mayRead, userInside } from '../src/trace/inside/inside-file.ts';
import { limitsInside, readLimits, roomInside } from '../src/trace/inside/inside-limits.ts';
import { reachedInside, resolvedInside } from '../src/trace/inside/inside-network.ts';
import { variableInside } from '../src/trace/inside/inside-variable.ts';
import { ended, findingsIn, podIn, type Situation } from './situation.ts';

const RUNNING = { state: { running: { startedAt: '2026-01-02T03:04:00Z' } } };
const WAITING = { state: { waiting: { reason: 'CrashLoopBackOff' } } };
const LACKS: Executed = { exit: 127, stdout: '', words: '', lacks: true };

const done = (exit: number, stdout = '', words = ''): Executed => ({ exit, stdout, words });

function subjectIn(pod: Pod, evidence: Evidence): Subject {
  const [subject] = subjectsOf(pod, evidence);
  if (!subject) throw new Error('no subject');
  return subject;
}

/** Asks until nothing more is asked; each command is answered by its first word. */
function ask<T>(
  question: (subject: Subject, evidence: Evidence) => T,
  answers: Record<string, Executed> = {},
  mayExec = true,
  pod = podIn({ status: RUNNING }),
) {
  const evidence = new Evidence(0, [], mayExec);
  const subject = subjectIn(pod, evidence);
  evidence.takeWanted();
  const ran: string[][] = [];
  for (;;) {
    const result = question(subject, evidence);
    const wanted = evidence.takeWanted();
    if (wanted.length === 0) return { result, ran, evidence };
    for (const query of wanted) {
      const argv = query.args.slice(query.args.indexOf('--') + 1);
      ran.push(argv);
      const answer = answers[argv[0] === 'timeout' ? 'bash' : (argv[0] ?? '')];
      evidence.settle(query, answer ? { state: 'read', value: answer } : { state: 'absent' });
    }
  }
}

test('a file: whose it is, or that it is not there, in the words of GNU and of busybox', () => {
  const { result, ran } = ask((subject, evidence) => fileInside('/data/db', subject, evidence), {
    ls: done(0, 'drwx------    2 999      0             4096 Jan  2 03:04 /data/db\n'),
  });
  assert.equal(ran, [['ls', '-ldn', '/data/db']]);
  assert.ok(result.state === 'read');
  const { mode, uid, gid, exists } = result.value;
  assert.equal({ mode, uid, gid, exists }, { mode: 'drwx------', uid: 999, gid: 0, exists: true });
  assert.not.ok(mayRead(result.value, { uid: 1000, groups: [1000], proof: { step: '', quote: '' } }));
  assert.ok(mayRead(result.value, { uid: 0, groups: [0], proof: { step: '', quote: '' } }));
  assert.ok(mayRead(result.value, { uid: 999, groups: [], proof: { step: '', quote: '' } }));
  for (const words of ["ls: cannot access '/x': No such file or directory", 'ls: /x: No such file or directory']) {
    const absent = ask((subject, evidence) => fileInside('/x', subject, evidence), { ls: done(2, '', words) }).result;
    assert.ok(absent.state === 'read' && !absent.value.exists);
  }
  // Neither there nor absent: it may not look.
  const hidden = ask((subject, evidence) => fileInside('/x/y', subject, evidence), {
    ls: done(1, '', 'ls: /x/y: Permission denied'),
  }).result;
  assert.is(hidden.state, 'pending');
});

test('who it runs as', () => {
  const { result } = ask(userInside, { id: done(0, 'uid=1000(app) gid=1000(app) groups=1000(app),27(video)\n') });
  assert.equal([result?.uid, result?.groups], [1000, [1000, 27]]);
  assert.equal(ask(userInside, { id: done(0, 'uid=65532 gid=65532\n') }).result?.groups, [65532]);
});

test('a variable by its name alone: the value is never asked for', () => {
  const { result, ran } = ask((subject, evidence) => variableInside('DB_PASSWORD', subject, evidence), { awk: done(3) });
  assert.is(result?.is, 'unset');
  assert.is(ran[0]?.at(-1), 'DB_PASSWORD');
  assert.not.match((ran[0] ?? []).join(' '), /print/);
  assert.is(ask((subject, evidence) => variableInside('A', subject, evidence), { awk: done(4) }).result?.is, 'empty');
  assert.is(ask((subject, evidence) => variableInside('A', subject, evidence), { awk: done(2) }).result, undefined);
});

/** It runs between two crashes. */
const BETWEEN = { ...ended(1), ...RUNNING };

test('a variable that envFrom may give, and that its program misses', () => {
  const between: Situation = {
    container: { env: [{ name: 'DB_URL', valueFrom: { secretKeyRef: { name: 'db', key: 'url' } } }] },
    status: BETWEEN,
    log: 'Error: environment variable DB_URL is not set\n',
    secrets: { db: ['url'] },
  };
  const told = (exit: number) => findingsIn({ ...between, inside: { awk: done(exit) } })[0];
  assert.is(told(4)?.confidence, 'certain');
  assert.match(told(4)?.summary ?? '', 'DB_URL, which is empty');
  // It is set now: what its program says stays its own word.
  assert.is(told(0)?.confidence, 'likely');
  assert.ok(told(0)?.proof.some(({ step, quote }) => step === 'exec' && quote === 'environment: DB_URL is set'));
  assert.is(findingsIn(between)[0]?.confidence, 'likely');
});

test('the locales of the image', () => {
  const between = (locales: string) =>
    findingsIn({
      container: { env: [{ name: 'LANG', value: 'de_DE.UTF-8' }] },
      status: BETWEEN,
      log: 'Traceback (most recent call last):\n  File "/app/main.py", line 7, in <module>\n    run()\nlocale.Error: unsupported locale setting\n',
      inside: { locale: done(0, locales) },
    })[0];
  const proofs = (locales: string) =>
    between(locales)
      ?.proof.filter(({ step }) => step === 'exec')
      .map(({ quote }) => quote);
  assert.equal(proofs('C\nC.utf8\nPOSIX\n'), ['locale -a: C C.utf8 POSIX']);
  // What it has is not what it lacks.
  assert.equal(proofs('C\nde_DE.utf8\n'), []);
});

test('an address: by nc, else by bash, and what an image lacks is said', () => {
  const words = 'nc: db (10.96.4.7:5432): Connection refused';
  const busybox = ask((subject, evidence) => reachedInside('db', 5432, subject, evidence), { nc: done(1, '', words) });
  assert.is(busybox.result?.how, 'refused');
  assert.match(busybox.result?.proof.quote ?? '', /db:5432 refuses the connection/);
  const debian = ask((subject, evidence) => reachedInside('db', 5432, subject, evidence), { nc: LACKS, bash: done(0) });
  assert.is(debian.result?.how, 'accepts');
  assert.equal(debian.ran[1], ['timeout', '3', 'bash', '-c', 'exec 3<>"/dev/tcp/$0/$1"', 'db', '5432']);
  const none = ask((subject, evidence) => reachedInside('db', 5432, subject, evidence), { nc: LACKS, bash: LACKS });
  assert.is(none.result, undefined);
  assert.equal(none.evidence.lacking(), ['nc', 'timeout']);
  assert.is(
    ask((subject, evidence) => reachedInside('db', 5432, subject, evidence), { nc: done(1, '', "nc: bad address 'db'") }).result?.how,
    'unresolved',
  );
  // An exit code without words of the network says nothing of it.
  assert.is(
    ask((subject, evidence) => reachedInside('db', 5432, subject, evidence), { nc: done(1, '', 'nc: unrecognized option: z') }).result,
    undefined,
  );
});

test('a name', () => {
  const found = ask((subject, evidence) => resolvedInside('db.shop', subject, evidence), {
    getent: done(0, '10.96.4.7         db.shop\n'),
  });
  assert.ok(found.result?.found);
  assert.not.ok(ask((subject, evidence) => resolvedInside('db.shop', subject, evidence), { getent: done(2) }).result?.found ?? true);
  assert.is(ask((subject, evidence) => resolvedInside('db.shop', subject, evidence), { getent: done(1) }).result, undefined);
});

test('limits of cgroup 2 and 1, and room', () => {
  const two = readLimits(
    '/sys/fs/cgroup/memory.max:67108864\n/sys/fs/cgroup/memory.current:4194304\n/sys/fs/cgroup/memory.events:low 0\n/sys/fs/cgroup/memory.events:oom_kill 2\n/sys/fs/cgroup/pids.max:max\n',
  );
  assert.equal(two, { memoryMax: 67108864, memoryCurrent: 4194304, oomKills: 2, pidsMax: undefined, pidsCurrent: undefined });
  const one = readLimits('/sys/fs/cgroup/memory/memory.limit_in_bytes:9223372036854771712\n/sys/fs/cgroup/pids/pids.max:100\n');
  assert.equal([one?.memoryMax, one?.pidsMax], [undefined, 100]);
  assert.is(readLimits('grep: unrecognized option'), undefined);
  const limits = ask(limitsInside, { grep: done(2, '/sys/fs/cgroup/pids.max:32\n', '') }).result;
  assert.is(limits?.pidsMax, 32);
  const room = ask((subject, evidence) => roomInside('/data', 'blocks', subject, evidence), {
    df: done(0, 'Filesystem           1024-blocks    Used Available Capacity Mounted on\n/dev/sda1  10 10 0 100% /data\n'),
  });
  assert.equal([room.result?.used, room.result?.mountedOn], [100, '/data']);
});

test('what a log says never becomes a flag, a script or another path', () => {
  const run = (question: (subject: Subject, evidence: Evidence) => unknown) => ask(question, {}).ran;
  for (const path of ['-rf', '/x;reboot', '/a b', '/a/../../etc/shadow', '/$(id)', '/`id`', '/a\n/b', 'relative', `/${'x'.repeat(300)}`])
    assert.equal(
      run((subject, evidence) => fileInside(path, subject, evidence)),
      [],
      path,
    );
  for (const host of ['-e/bin/sh', 'a b', 'x;id', '$(id)', '/dev/tcp', 'a/b', '', '"', 'x'.repeat(300)]) {
    assert.equal(
      run((subject, evidence) => reachedInside(host, 80, subject, evidence)),
      [],
      host,
    );
    assert.equal(
      run((subject, evidence) => resolvedInside(host, subject, evidence)),
      [],
      host,
    );
  }
  for (const port of [0, -1, 65_536, 1.5, Number.NaN])
    assert.equal(
      run((subject, evidence) => reachedInside('db', port, subject, evidence)),
      [],
      String(port),
    );
  for (const name of ['A B', 'A=B', '-v', '1A', '', 'A\nB'])
    assert.equal(
      run((subject, evidence) => variableInside(name, subject, evidence)),
      [],
      name,
    );
  for (const path of ['-h', 'x', '/a|b'])
    assert.equal(
      run((subject, evidence) => roomInside(path, 'inodes', subject, evidence)),
      [],
      path,
    );
});

test('nothing runs where it is switched off; where nothing runs, it is wished for', () => {
  const question = (subject: Subject, evidence: Evidence) => fileInside('/data', subject, evidence);
  const off = ask(question, {}, false);
  assert.equal([off.ran, off.evidence.wishes()], [[], []]);
  const waiting = ask(question, {}, true, podIn({ status: WAITING }));
  assert.equal(waiting.ran, []);
  assert.equal(
    waiting.evidence.wishes().map(({ args }) => args.slice(-3)),
    [['ls', '-ldn', '/data']],
  );
});

test('a running sibling of the same template answers for it; of another template, or a Job, none does', () => {
  const made = (name: string, hash: string, kind = 'ReplicaSet', status: object = RUNNING): Pod => {
    const pod = podIn({ status });
    return {
      ...pod,
      metadata: {
        ...pod.metadata,
        name,
        uid: name,
        labels: { 'pod-template-hash': hash },
        ownerReferences: [{ kind, name: 'web', uid: 'rs-1', controller: true }],
      },
    };
  };
  const asked = (others: Pod[], kind = 'ReplicaSet') => {
    const evidence = new Evidence(0, [], true);
    const subject = subjectIn(made('web-a', 'one', kind, WAITING), evidence);
    evidence.settle(listQuery('pods', 'shop'), { state: 'read', value: { items: others } });
    evidence.takeWanted();
    fileInside('/data', subject, evidence);
    return evidence.takeWanted().map(({ args }) => args[2]);
  };
  assert.equal(asked([made('web-b', 'one', 'ReplicaSet', WAITING), made('web-c', 'one')]), ['web-c']);
  assert.equal(asked([made('web-b', 'two')]), []);
  assert.equal(asked([made('web-b', 'one', 'Job')], 'Job'), []);
});

const answerOf = (stderr: string, stdout = ''): Answer => ({ stdout, cut: false, exit: 1, ms: 1, bytes: 0, failure: failureOf(stderr, 1) });

test('what kubectl says of a command that did not end well', () => {
  const query = execQuery('shop', 'web', 'app', ['ls', '-ldn', '/x']);
  const read = (stderr: string, stdout = '') => readAnswer(query, answerOf(stderr, stdout));
  assert.equal(read('ls: /x: No such file or directory\ncommand terminated with exit code 1\n'), {
    state: 'read',
    value: { exit: 1, stdout: '', words: 'ls: /x: No such file or directory' },
  });
  const lacks = read(
    'error: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "4d5e": OCI runtime exec failed: exec failed: unable to start container process: exec: "ls": executable file not found in $PATH: unknown\n',
  );
  assert.ok(lacks.state === 'read' && (lacks.value as Executed).lacks);
  assert.is(read('error: unable to upgrade connection: container not found ("app")\n').state, 'absent');
  const forbidden = read(
    'Error from server (Forbidden): pods "web" is forbidden: User "dev" cannot create resource "pods/exec" in API group "" in the namespace "shop"\n',
  );
  assert.ok(forbidden.state === 'gap' && forbidden.failure.needs?.resource === 'pods/exec');
});

test.run();
