/** Faults × steps at the port, in-process, over many recordings. A combination counts only where the fault was met. */
import { test } from 'uvu';
import { clean } from '../../src/clean.ts';
import { failureOf } from '../../src/cluster/failure.ts';
import type { Answer, Kubectl } from '../../src/cluster/port.ts';
import { KubectlError } from '../../src/errors.ts';
import { Evidence } from '../../src/evidence/evidence.ts';
import type { Report } from '../../src/report.ts';
import { CASE_NAMES } from '../case-names.ts';
import { fakeKubectl } from '../fake-kubectl.ts';
import { type Combination, caseFolder, conclude, isTargetOf, stepOf, wrongReport } from '../fault-table.ts';
import { investigated } from '../investigated.ts';
import { isHonest, truthOf } from '../judge.ts';

const said =
  (stderr: string, exit = 1, signal?: string) =>
  (answer: Answer): Answer => ({ ...answer, stdout: '', exit: signal ? null : exit, failure: failureOf(stderr, exit, signal) });
const shows =
  (change: (stdout: string) => string) =>
  (answer: Answer): Answer => ({ ...answer, stdout: clean(change(answer.stdout)) });
const RBAC = (answer: Answer): Answer =>
  said(
    'Error from server (Forbidden): things "x" is forbidden: User "dev" cannot get resource "things" in API group "" in the namespace "shop"',
  )(answer);

/** In kubectl's measured words (see failure.ts), or as stdout that is not what was asked for. */
const PORT_FAULTS: Record<string, (answer: Answer) => Answer> = {
  timeout: (answer) => ({ ...answer, stdout: '', exit: null, failure: { kind: 'timeout', message: 'no answer within 3 s' } }),
  refused: said('The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?'),
  'reset, after five lines of klog': said(
    `${'E1121 03:00:00.000000  1 memcache.go:265] "Unhandled Error" err="x"\n'.repeat(5)}Unable to connect to the server: read tcp 10.0.0.1:1->10.0.0.2:6443: read: connection reset by peer`,
  ),
  '401': said('error: You must be logged in to the server (Unauthorized)'),
  '403': RBAC,
  '409': said('Error from server (Conflict): Operation cannot be fulfilled'),
  '410': said('Error from server (Expired): The provided continue parameter is too old'),
  '429': said('Error from server (TooManyRequests): Too many requests, please try again later.'),
  '500': said('Error from server (InternalError): Internal error occurred: etcdserver: request timed out'),
  '503 with a web page': said(
    'Error from server (ServiceUnavailable): an error on the server ("<html><h1>503</h1></html>") has prevented the request from succeeding',
  ),
  'killed by the kernel': said('', 0, 'SIGKILL'),
  'a credential plugin that fails': said(
    'token expired\nUnable to connect to the server: getting credentials: exec: executable aws failed with exit code 255',
  ),
  'cut off by kubectl': said('error: unexpected EOF'),
  interrupted: (answer) => ({
    ...answer,
    stdout: '',
    exit: null,
    failure: { kind: 'stopped', message: 'interrupted before kubectl answered' },
  }),
  'too large': (answer) => ({ ...answer, stdout: answer.stdout.slice(0, 20), cut: true }),
  'empty, and well': shows(() => ''),
  garbage: shows(() => '\x00\x01\xff{{{]]]\x1b[31m'),
  'a web page': shows(() => '<!doctype html><html><body>Sign in</body></html>'),
  null: shows(() => 'null'),
  'a number': shows(() => '7'),
  'a list of nulls': shows(() => '{"kind":"List","items":[null,null]}'),
  'a Status, and well': shows(() => '{"kind":"Status","status":"Failure","message":"no","code":500}'),
  'another kind': shows(() => '{"kind":"Node","metadata":{"name":"node-1"}}'),
  'cut off in the middle': shows((text) => text.slice(0, Math.floor(text.length / 2))),
  'cut off before the last byte': shows((text) => text.trimEnd().slice(0, -1)),
};

async function atPort(
  name: string,
  faulty: (path: string, answer: Answer) => Answer,
): Promise<{ report?: Report; error?: Error; asked: string[] }> {
  const { kubectl: fake, namespace, now } = fakeKubectl(caseFolder(name));
  const asked: string[] = [];
  const kubectl: Kubectl = async (args, limits) => {
    const path = args[1] === '--raw' ? (args[2] as string) : args.join(' ');
    asked.push(path);
    return faulty(path, await fake(args, limits));
  };
  try {
    return {
      report: await investigated(truthOf(caseFolder(name)).target, namespace, kubectl, new Evidence(now)),
      asked,
    };
  } catch (error) {
    return { error: error as Error, asked };
  }
}

async function tryAtPort(
  name: string,
  path: string,
  fault: string,
  act: (answer: Answer) => Answer,
  isTarget: boolean,
): Promise<Combination> {
  let met = false;
  const { report, error } = await atPort(name, (asked, answer) => {
    if (asked !== path) return answer;
    met = true;
    return answer.failure && /^(?:empty|garbage|a |null|another|cut off|too large)/.test(fault) ? answer : act(answer);
  });
  const step = stepOf(path);
  const combination = (wrong: string | undefined): Combination => ({
    fault,
    step,
    met,
    wrong: wrong && `${wrong} (${name}, ${path.slice(0, 140)})`,
  });
  if (error)
    return combination(
      error instanceof KubectlError
        ? isTarget || step === 'owner' || step === 'pods'
          ? undefined
          : `no report: ${error.message}`
        : `uncaught: ${error.stack}`,
    );
  if (!report) return combination('nothing at all');
  // A log may be empty; what was refused anyway is no gap of ours; and the names of keys are lines among others.
  const isAny =
    report.calls.some(({ failure, args }) => failure === null && args.join(' ').includes(path)) &&
    ((step === 'log' && /^(?:empty|too large)/.test(fault)) || !path.startsWith('/'));
  const refusedAnyway = report.calls.some(
    ({ failure, args }) => (failure === 'no-log' || failure === 'not-found') && args.join(' ').includes(path),
  );
  return combination(
    wrongReport(
      report,
      truthOf(caseFolder(name)),
      isAny || refusedAnyway ? undefined : path.startsWith('/') ? path.split('?')[0] : path.split(' ')[1],
    ),
  );
}

/** What is true of these stands in a log alone: beside the container that fails first, or behind an exit code of two meanings. */
const TOLD_BY_LOGS = ['near-localhost-sidecar', 'mem-node-heap'];

test('each fault on each path, of every fifty-fifth recording', async () => {
  const combinations: Combination[] = [];
  for (const name of CASE_NAMES.filter((name, index) => index % 55 === 0 || TOLD_BY_LOGS.includes(name))) {
    const { asked, report } = await atPort(name, (_, answer) => answer);
    // What is said of the whole recording is judged elsewhere.
    if (!report || !isHonest(report, truthOf(caseFolder(name)))) continue;
    for (const path of new Set(asked)) {
      for (const [fault, act] of Object.entries(PORT_FAULTS)) {
        // The end of a log that is cut off by nobody who says so cannot be missed: kubectl itself tells where it was cut.
        if (stepOf(path) === 'log' && fault.startsWith('cut off') && fault !== 'cut off by kubectl') continue;
        combinations.push(await tryAtPort(name, path, fault, act, isTargetOf(truthOf(caseFolder(name)), path)));
      }
    }
  }
  conclude(combinations, 1500);
});

test('cut off at each byte of a small answer', async () => {
  const combinations: Combination[] = [];
  const name = 'ref-configmap-key-near';
  const { asked } = await atPort(name, (_, answer) => answer);
  const path = asked.find((one) => one.includes('/configmaps/')) ?? (asked.at(-1) as string);
  let length = 0;
  await atPort(name, (one, answer) => {
    if (one === path) length = answer.stdout.length;
    return answer;
  });
  for (let at = 0; at < length; at += Math.max(1, Math.floor(length / 700))) {
    combinations.push({
      ...(await tryAtPort(
        name,
        path,
        'cut off',
        shows((text) => text.slice(0, at)),
        false,
      )),
      fault: `at byte ${Math.floor(at / 100) * 100} and on`,
    });
  }
  conclude(combinations, Math.min(90, length));
});

test.run();
