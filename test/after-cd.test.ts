/** What a script does after a `cd` that failed. Edited from cmd-cd-goes-on. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

test('what is not found after it follows from it, and the volume with that file was meant', async () => {
  const finding = await findingOn('cmd-cd-goes-on');
  assert.is(finding.cause, 'missing-folder');
  assert.match(finding.fixes[0]?.command ?? '', /mountPath","value":"\/srv\/site"/);
});

const CD = "sh: 1: cd: can't cd to /srv/site";

test('only what is named relative to the folder, and is missing, follows from it', () => {
  const decisive = (line: string) => readLog(`${CD}\n${line}`).decisive?.phrase;
  assert.is(decisive("Error: Cannot find module '/server.js'"), 'shell/cd-missing');
  assert.is.not(decisive("Error: Cannot find module '/app/server.js'"), 'shell/cd-missing');
  assert.is.not(decisive('cat: /etc/app/rules.yaml: No such file or directory'), 'shell/cd-missing');
  assert.is.not(decisive('Error: connect ECONNREFUSED 10.0.0.1:5432'), 'shell/cd-missing');
});

test('nothing is mounted at the root: the program is started in the folder of the file', () => {
  const [finding] = findingsIn({
    status: ended(1),
    log: "Error: Cannot find module '/server.js'",
    container: { command: ['node', 'server.js'], volumeMounts: [{ name: 'code', mountPath: '/srv/www' }] },
    spec: { volumes: [{ name: 'code', configMap: { name: 'site' } }] },
    configMaps: { site: { 'server.js': '' } },
  });
  assert.match(finding?.fixes[0]?.command ?? '', /"workingDir":"\/srv\/www"/);
});

test.run();
