/** --fix: what it sends to kubectl, and what it makes of each answer. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseAllDocuments } from 'yaml';
import type { Answer } from '../src/cluster/port.ts';
import type { Failure } from '../src/errors.ts';
import { callsOf } from '../src/patch/calls.ts';
import { checkFixes } from '../src/patch/check-fixes.ts';
import { fileOf } from '../src/patch/file.ts';
import { hidden } from '../src/patch/hide.ts';
import { bare, differences } from '../src/patch/objects.ts';
import type { Offer } from '../src/patch/offer.ts';
import { KnownSecrets } from '../src/redact/known-secrets.ts';
import { Redactor } from '../src/redact/redactor.ts';
import { offerText } from '../src/render/offer.ts';
import type { Fix, Report } from '../src/report.ts';
import { fakeKubectl } from './fake-kubectl.ts';
import { fakeWorld } from './fake-world.ts';

const LOOK = { width: 100, color: false, unicode: true, now: 0, showCommands: false };

const reportWith = (...commands: string[]): Report =>
  ({ pods: [{ containers: [{ findings: [{ fixes: commands.map(fixWith) }] }] }] }) as unknown as Report;
const fixWith = (command: string): Fix => ({ text: `do: ${command.slice(0, 20)}`, command, changes: true, restarts: true, asks: [] });

const web = (memory: string) => ({
  kind: 'Deployment',
  apiVersion: 'apps/v1',
  metadata: { name: 'web', namespace: 'shop', resourceVersion: memory, managedFields: [{ manager: memory }] },
  spec: { template: { spec: { containers: [{ name: 'app', resources: { limits: { memory } } }] } } },
  status: { replicas: 1 },
});

interface Asked {
  offer: Offer;
  asked: string[][];
}

/** `answer`: what kubectl says to these arguments; undefined stands for the object as it is. */
async function offered(
  report: Report,
  answer: (args: readonly string[]) => object | Failure | undefined,
  env: Record<string, string> = {},
): Promise<Asked> {
  const asked: string[][] = [];
  const kubectl = async (args: readonly string[]): Promise<Answer> => {
    asked.push([...args]);
    const said = answer(args) ?? web('64Mi');
    const failed = 'message' in said ? { failure: said as Failure } : {};
    return { stdout: 'message' in said ? '' : JSON.stringify(said), cut: false, exit: 0, ms: 1, bytes: 1, ...failed };
  };
  const offer = await checkFixes(report, { kubectl, flags: ['--context=test'], deadline: 1000 }, env, () => 0);
  return { offer, asked };
}

const RAISE = 'kubectl set resources deploy/web -c app --limits=memory=128Mi -n shop --context=test';
const accepts = (args: readonly string[]) => (args.includes('--dry-run=server') ? web('128Mi') : undefined);

test('accepted: the patch, the diff, and the line that takes it back', async () => {
  const { offer, asked } = await offered(reportWith(`${RAISE} && kubectl delete pod web-0 -n shop --context=test`), accepts);
  assert.equal(asked, [
    [...RAISE.split(' ').slice(1), '-o', 'json', '--dry-run=server'],
    ['get', 'deployment.apps', 'web', '-n', 'shop', '-o', 'json'],
  ]);
  const [fix] = offer.fixes;
  assert.is(fix?.outcome, 'accepted');
  const [change] = fix?.changes ?? [];
  const path = '/spec/template/spec/containers/0/resources/limits/memory';
  assert.equal(change?.patch, { type: 'json', body: [{ op: 'replace', path, value: '128Mi' }] });
  assert.is(
    change?.undo,
    `kubectl patch deployment.apps/web --type=json -n shop --context=test -p '[{"op":"replace","path":"${path}","value":"64Mi"}]'`,
  );
  const text = offerText(offer, LOOK, undefined);
  assert.match(text, /^ {8}- +memory: 64Mi$/m);
  assert.match(text, /^ {8}\+ +memory: 128Mi$/m);
  assert.not.match(text, /resourceVersion|managedFields|status/);
});

test('every call but a reading is a dry run of the server', async () => {
  const commands = [
    RAISE,
    `kubectl patch deploy/web -n shop -p '{"spec":{"replicas":1}}'`,
    'kubectl scale deploy/web --replicas=1 -n shop',
    'kubectl rollout undo deploy/web --to-revision=2 -n shop',
    'kubectl create configmap settings --from-literal=a=b -n shop',
    'kubectl create secret generic login --from-literal=a=b -n shop',
    'kubectl expose deploy/web --name=web --port=80 -n shop',
    'kubectl delete pod web-0 -n shop',
    'kubectl rollout restart deploy/web -n shop',
    'kubectl edit deploy/web -n shop',
    'kubectl exec web-0 -n shop -- createdb shop',
    'kubectl create job once --from=cronjob/web -n shop',
    'kubectl get pod web -o yaml | kubectl replace --force -f -',
  ];
  for (const command of commands) {
    const { asked } = await offered(reportWith(command), accepts);
    for (const args of asked) assert.ok(args[0] === 'get' || args.at(-1) === '--dry-run=server', args.join(' '));
  }
});

test('what the server refuses is no fix, and the next one is tried', async () => {
  for (const message of [
    'The Deployment "web" is invalid: spec.selector: Invalid value: field is immutable',
    'Error from server (Forbidden): deployments.apps "web" is forbidden: exceeded quota: team, requested: limits.memory=256Mi',
    // kubectl set, with a ValidatingAdmissionPolicy, on Kubernetes 1.34.
    'error: failed to patch env update to pod template: deployments.apps "web" is forbidden: ValidatingAdmissionPolicy \'a\' denied request: no',
    'Error from server (BadRequest): admission webhook "policy.example.com" denied the request: no',
  ]) {
    const kind = message.includes('(Forbidden)') ? 'forbidden' : 'other';
    const scale = 'kubectl scale deploy/web --replicas=1 -n shop';
    const { offer } = await offered(reportWith(RAISE, scale), (args) => (args[0] === 'set' ? { kind, message } : accepts(args)));
    assert.equal(
      offer.fixes.map(({ outcome }) => outcome),
      ['refused', 'accepted'],
      message,
    );
    const text = offerText(offer, LOOK, undefined);
    assert.match(
      text.replace(/\s+/g, ' '),
      new RegExp(`refused by the server, so it is no fix: ${message.slice(0, 40)}`.replace(/[()]/g, '\\$&')),
    );
    assert.not.match(text, new RegExp(`apply +${RAISE.slice(0, 20)}`), 'a refused command is not offered');
  }
});

test('no right to change it: the patch for who has it, made without the server', async () => {
  const needs = { verb: 'patch', resource: 'deployments', group: 'apps' };
  const { offer, asked } = await offered(reportWith(RAISE), (args) =>
    args.includes('--dry-run=server')
      ? { kind: 'forbidden', message: 'User "dev" cannot patch resource "deployments"', needs }
      : args.includes('--dry-run=client')
        ? web('128Mi')
        : undefined,
  );
  assert.is(offer.fixes[0]?.outcome, 'forbidden');
  assert.is(asked[1]?.at(-1), '--dry-run=client');
  assert.match(fileOf(offer.fixes[0] as never, 'fix.yaml') ?? '', /value: 128Mi/);
});

test('what could not be asked is not checked', async () => {
  const patch = `kubectl patch deploy/web -n shop -p '{"spec":{"replicas":1}}'`;
  const { offer } = await offered(reportWith(patch, RAISE), () => ({ kind: 'unreachable', message: 'no route to host' }));
  assert.equal(
    offer.fixes.map(({ outcome, reason }) => [outcome, reason]),
    [['unchecked', 'no route to host']],
  );
  assert.match(offerText(offer, LOOK, undefined), /not checked: no route to host[\s\S]*replicas: 1/);
});

test('what only the user knows comes from the environment', async () => {
  const command = 'kubectl set env deploy/web -c app POOL="$POOL" -n shop';
  const without = await offered(reportWith(command), accepts);
  assert.is(without.asked.length, 0);
  assert.match(without.offer.fixes[0]?.reason ?? '', /needs POOL, which only you know/);
  const { asked } = await offered(reportWith(command), accepts, { POOL: '20 $(reboot)' });
  assert.ok(asked[0]?.includes('POOL=20 $(reboot)'), 'as one word, which no shell reads');
});

test('no value of a Secret is read', async () => {
  for (const command of [
    'kubectl create secret generic login --from-literal=a=b -n shop',
    `kubectl patch secret login --type=merge -n shop -p '{"stringData":{"a":"b"}}'`,
  ]) {
    const { asked, offer } = await offered(reportWith(command), accepts);
    assert.equal(asked, [[...((callsOf(command, {}) as { calls: string[][] }).calls[0] as string[]), '-o', 'name', '--dry-run=server']]);
    assert.is(offer.fixes[0]?.changes[0]?.object, 'secret/login');
    assert.is(fileOf(offer.fixes[0] as never, 'x.yaml'), undefined);
  }
});

test('a command is taken apart as a shell does it, or not at all', () => {
  assert.equal(callsOf(`kubectl patch cm a -p '{"a":"it'\\''s; rm && x"}' && kubectl get pods`, {}), {
    kind: 'calls',
    calls: [
      ['patch', 'cm', 'a', '-p', `{"a":"it's; rm && x"}`],
      ['get', 'pods'],
    ],
  });
  for (const command of ['kubectl get pods | sh', 'kubectl get $(id)', 'kubectl get pods; ls', 'rm -r x', 'kubectl a "b"', "kubectl 'a"])
    assert.is(callsOf(command, {}).kind, 'shell', command);
});

test('credentials are hidden in what is shown, and there in the file', async () => {
  const withSecret = (memory: string) => {
    const object = web(memory);
    Object.assign(object.spec.template.spec.containers[0] as object, { env: [{ name: 'DB_PASSWORD', value: `orchid-${memory}-7f3` }] });
    return object;
  };
  const { offer } = await offered(reportWith(RAISE), (args) => withSecret(args.includes('--dry-run=server') ? '128Mi' : '64Mi'));
  // As the door of a session does with every answer.
  const known = new KnownSecrets();
  for (const memory of ['64Mi', '128Mi']) known.learn(JSON.stringify(withSecret(memory)));
  const text = offerText(hidden(offer, new Redactor({ known })), LOOK, undefined);
  assert.not.match(text, /orchid-/);
  assert.match(fileOf(offer.fixes[0] as never, 'fix.yaml') ?? '', /orchid-128Mi-7f3/);
});

test('the file says how it is applied, and reads back as the patch', async () => {
  const command = `kubectl patch deploy/web -n shop -p '{"spec":{"replicas":1}}'`;
  const { offer } = await offered(reportWith(command), accepts);
  const content = fileOf(offer.fixes[0] as never, "my 'fix'.yaml") ?? '';
  assert.match(content, /^# apply: kubectl patch deployment\.apps\/web -n shop --type=strategic --patch-file='my '\\''fix'\\''\.yaml'$/m);
  assert.equal(
    parseAllDocuments(content).map((one) => one.toJS()),
    [{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { replicas: 1 } }],
  );
});

test('fields in another order are no difference', () => {
  assert.equal(
    differences(bare({ kind: 'A', metadata: { name: 'a', uid: '1' } }), bare({ metadata: { uid: '2', name: 'a' }, kind: 'A' })),
    [],
  );
});

test('on a recording: the report, then what --fix could not check', async () => {
  const { kubectl, now } = fakeKubectl(new URL('cases/mem-limit', import.meta.url).pathname);
  const world = fakeWorld(
    async (args, limits) =>
      args.includes('--dry-run=server')
        ? { stdout: '', failure: { kind: 'unreachable', message: 'gone' }, cut: false, exit: 1, ms: 1, bytes: 0 }
        : kubectl(args, limits),
    { now: () => now },
  );
  const ran = await world.type('deploy/worker', '-n', 's-uagg14', '--fix=out.yaml');
  assert.is(ran.code, 1);
  assert.match(ran.out, /^cause {3}[\s\S]*^--fix {3}raise the memory limit[\s\S]*not checked: gone/m);
  assert.is(ran.error, '--fix: there is no patch to write to out.yaml\n');
  const json = await world.type('deploy/worker', '--fix', '-o', 'json');
  assert.is(json.code, 2);
  assert.match(json.error, /--fix shows the patch as text/);
});

test.run();
