/** What a program that answers with an error meets itself, and a policy that only the next try would meet: recorded cases with one thing changed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

test('where the Service behind the gateway is in order, its words are told and no more', async () => {
  const found = await findingOn('dep-gateway-502', (cluster) => {
    cluster.one('services', 'quotes').spec.selector = { app: 'quotes' };
  });
  assert.is(found.cause, 'dependency-http-error');
  assert.is(found.confidence, 'likely');
  assert.match(found.summary, 'itself complains');
  const elsewhere = await findingOn('dep-gateway-502', (cluster) => {
    Object.assign(cluster.one('services', 'quotes').spec, { clusterIP: '10.96.0.77', clusterIPs: ['10.96.0.77'] });
  });
  assert.is(elsewhere.confidence, 'likely');
});

const java = (message: string, code: string, env: { name: string; value: string }[] = []) =>
  findingsIn({
    container: { command: ['java', '/src/App.java'], env, volumeMounts: [{ name: 'src', mountPath: '/src' }] },
    spec: { volumes: [{ name: 'src', configMap: { name: 'src' } }] },
    configMaps: { src: { 'App.java': code } },
    status: ended(1),
    log: `Exception in thread "main" java.lang.${message}\n\tat java.base/java.lang.Integer.parseInt(Integer.java:630)\n\tat App.number(App.java:2)\n\tat App.main(App.java:5)\n`,
  })[0];
const READ =
  'class App {\n  static int number(String name) { return Integer.parseInt(System.getenv(name)); }\n  public static void main(String[] a) {\n    int pool =\n';

test('null of Java is the variable that the failing line reads, or that its caller names', () => {
  const missing = java('NumberFormatException: Cannot parse null string', `${READ}      number("POOL_SIZE");\n`);
  assert.is(missing?.cause, 'missing-variable');
  assert.match(missing?.summary ?? '', 'POOL_SIZE');
  const npe = 'NullPointerException: Cannot invoke "String.trim()" because the return value of "java.lang.System.getenv(String)" is null';
  assert.match(java(npe, 'class App {\n  String host = System.getenv("MAIL_HOST").trim();\n')?.summary ?? '', 'MAIL_HOST');
  assert.is.not(java('NumberFormatException: Cannot parse null string', `${READ}      number(a[0]);\n`)?.cause, 'missing-variable');
  assert.is.not(java('NullPointerException: Cannot invoke "String.trim()" because "<local1>" is null', READ)?.cause, 'missing-variable');
});

test('rows that keep a statement from it', async () => {
  const { fixes } = await findingOn('init-sql-not-null');
  assert.match(fixes[0]?.text ?? '', 'update members set phone');
  const twice = await findingOn('init-sql-not-null', (cluster) =>
    cluster.say(
      'members',
      'migrate',
      'column "phone" of relation "members" contains null values',
      'could not create unique index "members_mail"',
    ),
  );
  assert.is(twice.cause, 'sql-refused');
  assert.match(twice.fixes[0]?.text ?? '', 'there twice');
});

test.run();
