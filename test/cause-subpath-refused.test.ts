/** subpath-refused, subpath-key-missing: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const config = { name: 'c', mountPath: '/etc/app/app.yaml', subPath: './app.yaml' };

test('subPathExpr knows variables of envFrom', () => {
  const [finding] = findingsIn({
    status: { state: { waiting: { reason: 'CreateContainerConfigError', message: 'missing value for "TENANT"' } } },
    container: { envFrom: [{ configMapRef: { name: 'c' } }], volumeMounts: [{ name: 'd', mountPath: '/d', subPathExpr: 'x/$(TENANT)' }] },
    spec: { volumes: [{ name: 'd', emptyDir: {} }] },
    configMaps: { c: { TENANT_ID: 'a' } },
  });
  assert.is(finding?.cause, 'subpath-refused');
  assert.match(finding?.fixes[0]?.command ?? '', '"value":"x/$(TENANT_ID)"');
});

test('./app.yaml is app.yaml', () => {
  const [finding] = findingsIn({
    status: ended(1),
    log: 'read /etc/app/app.yaml: is a directory\n',
    container: { volumeMounts: [config] },
    spec: { volumes: [{ name: 'c', configMap: { name: 'c' } }] },
    configMaps: { c: { 'app.yaml': 'a: 1' } },
  });
  assert.is.not(finding?.cause, 'subpath-key-missing');
});

test('of a projected volume the only source; of a claim or an emptyDir the kubelet makes a directory', () => {
  const of = (volume: object, subPath = 'app.yml') =>
    findingsIn({
      status: ended(1),
      log: 'read /etc/app/app.yaml: is a directory\n',
      container: { volumeMounts: [{ ...config, subPath }] },
      spec: { volumes: [{ name: 'c', ...volume }] },
      configMaps: { c: { 'app.yaml': 'a: 1' } },
    })[0];
  const projected = of({ projected: { sources: [{ configMap: { name: 'c' } }] } });
  assert.is(projected?.cause, 'subpath-key-missing');
  assert.match(projected?.fixes[0]?.command ?? '', '"value":"app.yaml"');
  assert.is.not(of({ projected: { sources: [{ configMap: { name: 'c' } }, { secret: { name: 's' } }] } })?.cause, 'subpath-key-missing');
  for (const volume of [{ emptyDir: {} }, { persistentVolumeClaim: { claimName: 'd' } }])
    assert.is(`${of(volume)?.cause} ${of(volume)?.confidence}`, 'subpath-key-missing likely');
});

test.run();
