/** system-call-blocked: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingsIn } from './situation.ts';

const waiting = (message: string) => ({ state: { waiting: { reason: 'CreateContainerError', message } } });

// k3s on openSUSE: zypper install apparmor-parser.
test('the node has AppArmor, and not the program that loads profiles', () => {
  const [finding] = findingsIn({
    status: waiting(
      'failed to create containerd container: get apparmor_parser version: exec: "apparmor_parser": executable file not found in $PATH',
    ),
  });
  assert.is(finding?.cause, 'system-call-blocked');
  assert.match(finding?.fixes[0]?.text ?? '', 'install apparmor_parser on node n1');
});

test('an annotation names the profile: it is taken out', () => {
  const annotation = 'container.apparmor.security.beta.kubernetes.io/app';
  const message =
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: unable to apply apparmor profile: apparmor failed to apply profile: write /proc/self/attr/apparmor/exec: no such file or directory: unknown';
  const fixOf = (annotations: Record<string, string>) =>
    findingsIn({
      metadata: { annotations },
      status: { ...waiting(message), state: { waiting: { reason: 'RunContainerError', message } } },
    })[0]?.fixes[0]?.command ?? '';
  assert.match(fixOf({ [annotation]: 'localhost/shop' }), `"annotations":{"${annotation}":null}`);
  assert.match(fixOf({}), '"appArmorProfile":{"type":"RuntimeDefault"');
});

test.run();
