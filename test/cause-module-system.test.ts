/** module-system: what node takes a file for, and what it is written as. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const esm = (file: string) =>
  `${file}:1\nimport http from 'node:http';\n^^^^^^\n\nSyntaxError: Cannot use import statement outside a module\n    at internalCompileFunction (node:internal/vm:76:18)\n\nNode.js v18.20.4\n`;
const config = (data: Record<string, string>, mount: object = {}): Situation => ({
  container: { volumeMounts: [{ name: 'code', mountPath: '/app', ...mount }] },
  spec: { volumes: [{ name: 'code', configMap: { name: 'web' } }] },
  configMaps: { web: data },
});
const first = (log: string, situation: Situation = {}) => findingsIn({ status: ended(1), log, ...situation })[0];

test('a file of a ConfigMap: a package.json beside it', () => {
  const finding = first(esm('/app/server.js'), config({ 'server.js': "import http from 'node:http';\n" }));
  assert.is(finding?.cause, 'module-system');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.fixes[0]?.command ?? '', '"package.json":"{\\"type\\":\\"module\\"}');
});

test('one that is there already, or a single file that is mounted: nothing is written beside it', () => {
  const has = first(esm('/app/server.js'), config({ 'server.js': 'x', 'package.json': '{}' }));
  assert.match(has?.fixes[0]?.command ?? '', 'kubectl edit configmap web');
  const single = first(esm('/app/server.js'), config({ 'server.js': 'x' }, { mountPath: '/app/server.js', subPath: 'server.js' }));
  assert.match(single?.fixes[0]?.command ?? '', 'kubectl edit configmap web');
});

test('the other way round, in an image', () => {
  const log =
    "file:///app/server.js:1\nconst http = require('http');\n             ^\n\nReferenceError: require is not defined in ES module scope, you can use import instead\n    at file:///app/server.js:1:14\n\nNode.js v18.20.4\n";
  const finding = first(log);
  assert.is(finding?.cause, 'module-system');
  assert.match(finding?.fixes[0]?.text ?? '', 'name it .cjs');
});

test('another mistake in the text, and a module that lacks an export', () => {
  const other = esm('/app/server.js').replace('Cannot use import statement outside a module', "Unexpected identifier 'http'");
  assert.is.not(first(other)?.cause, 'module-system');
  const log =
    "file:///app/server.mjs:1\nimport { nope } from 'fs';\n         ^^^^\nSyntaxError: The requested module 'fs' does not provide an export named 'nope'\n    at ModuleJob._instantiate (node:internal/modules/esm/module_job:123:21)\n\nNode.js v18.20.4\n";
  const finding = first(log);
  assert.is(finding?.cause, 'unhandled-exception');
  assert.not.match(finding?.summary ?? '', 'does not have');
});

test.run();
