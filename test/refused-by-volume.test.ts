/** A volume that does not let root change owners, and what looks like it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const LOG = 'chown: /data/db: Operation not permitted';
const CLAIM: Situation = {
  container: { volumeMounts: [{ name: 'data', mountPath: '/data' }], securityContext: { runAsUser: 0 } },
  spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-web' } }] },
};
const on = (more: Situation) => findingsIn({ status: ended(1), log: LOG, ...CLAIM, ...more })[0];

test('root may not: the volume', () => {
  const finding = on({});
  assert.is(finding?.cause, 'capability-missing');
  assert.match(finding?.summary ?? '', /does not let even root do that/);
  assert.is(finding?.confidence, 'likely');
  assert.is(finding?.object?.field, 'containers[app].volumeMounts[data]');
});

test('a user may not, a capability is dropped, the volume is empty or the path is of the image: not the volume', () => {
  const mounts = CLAIM.container?.volumeMounts ?? [];
  const other = [
    on({ container: { volumeMounts: mounts, securityContext: { runAsUser: 1000 } } }),
    on({ container: { volumeMounts: mounts, securityContext: { runAsUser: 0, capabilities: { drop: ['ALL'] } } } }),
    on({ spec: { volumes: [{ name: 'data', emptyDir: {} }] } }),
    on({ log: 'chown: /srv/db: Operation not permitted' }),
  ];
  for (const finding of other) assert.not.match(finding?.summary ?? '', /let even root do that/);
});

test.run();
