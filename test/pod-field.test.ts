/** Variables that are taken from labels and annotations of the pod, and a folder that begins empty with it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const asksFor = (path: string, log = 'Error: ZONE must not be empty'): Situation => ({
  status: ended(1),
  log,
  container: { env: [{ name: 'ZONE', valueFrom: { fieldRef: { fieldPath: path } } }] },
});

test('a label that the pod has under another name is offered', async () => {
  const finding = await findingOn('env-label-name');
  assert.match(finding.summary, /ZONE is "", taken from label zone of its pod; the pod has none by that name, but zone-name/);
  assert.match(finding.fixes[0]?.command ?? '', /fieldPath","value":"metadata\.labels\[/);
});

test('where it has none alike, a value is asked for', () => {
  const [finding] = findingsIn(asksFor("metadata.labels['zone']"));
  assert.match(finding?.summary ?? '', /from label zone of its pod; the pod has none by that name, so it is empty/);
  assert.match(finding?.fixes[0]?.command ?? '', /kubectl set env --local .* ZONE="\$ZONE"/);
});

test('a variable that the log says is not set, and that a field leaves empty, is known to be empty', () => {
  const [finding] = findingsIn(asksFor("metadata.annotations['shop/zone']", 'environment variable ZONE is not set'));
  assert.is(finding?.cause, 'missing-variable');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', /which is empty: it takes it from annotation shop\/zone of its pod/);
});

test('a field that every pod has is not said to be absent', () => {
  const [finding] = findingsIn(asksFor('metadata.name', 'environment variable ZONE is not set'));
  assert.not.match(finding?.summary ?? '', /taken|takes it from/);
  assert.is(finding?.confidence, 'likely');
});

test('an annotation of the template is corrected there', async () => {
  const finding = await findingOn('env-annotation');
  assert.match(finding.fixes[0]?.command ?? '', /"path":"\/spec\/template\/metadata\/annotations\/shop\.example\.com~1freeze"/);
});

test('an annotation that is not in the template was put in by somebody else: the variable is given a value', async () => {
  const finding = await findingOn('env-annotation', (cluster) => {
    Object.assign(cluster.one('deployments', 'billing').spec.template?.metadata ?? {}, { annotations: {} });
  });
  assert.match(finding.fixes[0]?.command ?? '', /set env deploy\/billing/);
});

const folder = (words: string, spec: Situation['spec'] = {}): Situation => ({
  status: ended(3),
  log: `FATAL: ${words}`,
  container: { volumeMounts: [{ name: 'index', mountPath: '/var/lib/index' }] },
  spec: { volumes: [{ name: 'index', emptyDir: {} }], ...spec },
});

test('what is missing in an emptyDir cannot have outlived the pod', () => {
  const [finding] = findingsIn(folder('no index in /var/lib/index: make one first'));
  assert.match(finding?.summary ?? '', /\/var\/lib\/index is in volume index, an emptyDir, which begins empty with each pod/);
});

test('an init container may have filled it; and a path of which nothing is missing is no hint', () => {
  const filler = { name: 'fill', image: 'x', volumeMounts: [{ name: 'index', mountPath: '/out' }] };
  const [filled] = findingsIn(folder('no index in /var/lib/index: make one first', { initContainers: [filler] }));
  assert.not.match(filled?.summary ?? '', /emptyDir/);
  const [other] = findingsIn(folder('index of /var/lib/index is damaged'));
  assert.not.match(other?.summary ?? '', /emptyDir/);
});

test('redis-cli goes on without a password after one was refused: the refusal decides', async () => {
  assert.match((await findingOn('dep-redis-second-secret')).summary, /does not accept the password/);
  const alone = findingsIn({ status: ended(1), log: 'NOAUTH Authentication required.' });
  assert.is(alone[0]?.cause, 'credentials-rejected');
  const after = findingsIn({
    status: ended(1),
    log: 'Could not connect to Redis at cache:6379: Connection refused\nNOAUTH Authentication required.',
  });
  assert.is(after[0]?.cause, 'credentials-rejected');
});

test.run();
