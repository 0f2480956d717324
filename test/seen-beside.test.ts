/** What comes of the pod as a whole: processes of another container, code of another image, the name of the pod. And near misses. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const RELOADER = 'set -e\nmaster=$(pidof nginx)\nwhile sleep 5; do kill -HUP "$master"; done\n';
const reloader = (spec: object, script = RELOADER) =>
  findingsIn({ container: { command: ['sh', '-c', script] }, spec, status: ended(1), log: '' })[0];
const NGINX = { name: 'web', image: 'registry.example.com:5000/shop/nginx:1.22' };
const beside = (container: object) => ({ containers: [{ name: 'app', command: ['sh', '-c', RELOADER] }, container] });

test('a process in another container is not seen, unless the pod shares them', () => {
  const finding = reloader(beside(NGINX));
  assert.is(finding?.cause, 'script-ends-silently');
  assert.match(finding?.summary ?? '', 'it sees only the processes of its own container, and nginx runs in container web');
  assert.match(finding?.fixes[0]?.command ?? '', '"shareProcessNamespace":true');
  for (const spec of [
    { ...beside(NGINX), shareProcessNamespace: true },
    beside({ name: 'web', image: 'httpd:2.4' }),
    { ...beside(NGINX), hostPID: true },
  ])
    assert.not.match(reloader(spec)?.summary ?? '', 'processes of its own container');
});

const TRACE = `Traceback (most recent call last):
  File "/app/web.py", line 4, in <module>
    import prometheus_client
ModuleNotFoundError: No module named 'prometheus_client'
`;
const web = (init: object, volume: object = { emptyDir: {} }) =>
  findingsIn({
    container: { image: 'registry.example.com/shop/web:2.7.0', volumeMounts: [{ name: 'code', mountPath: '/app' }] },
    spec: {
      volumes: [{ name: 'code', ...volume }],
      initContainers: [
        { name: 'code', volumeMounts: [{ name: 'code', mountPath: '/code' }], command: ['sh', '-c', 'cp /app/*.py /code/'], ...init },
      ],
    },
    status: ended(1),
    log: TRACE,
  })[0];

test('the code comes from an image of another tag than its libraries', () => {
  const finding = web({ image: 'registry.example.com/shop/web:2.8.0' });
  assert.is(finding?.cause, 'missing-module');
  assert.match(finding?.summary ?? '', 'init container code copies it into volume code from web:2.8.0, and the container runs web:2.7.0');
  assert.match(finding?.fixes[0]?.command ?? '', '"initContainers":[{"name":"code","image":"registry.example.com/shop/web:2.7.0"}]');
  for (const other of [
    web({ image: 'registry.example.com/shop/web:2.7.0' }),
    web({ image: 'busybox:1.35' }),
    web({ image: 'registry.example.com/shop/web:2.8.0', command: ['sh', '-c', 'chown -R 1000 /code'] }),
    web({ image: 'registry.example.com/shop/web:2.8.0' }, { configMap: { name: 'code' } }),
  ])
    assert.not.match(other?.summary ?? '', 'copies it into');
});

test("a number is wanted, and what is given is no part of the pod's name (case pod-ordinal has one that is)", () => {
  const [finding] = findingsIn({ status: ended(1), log: "ValueError: invalid literal for int() with base 10: 'h5td2'\n" });
  assert.is(finding?.cause, 'invalid-value');
  assert.not.match(finding?.summary ?? '', "the pod's name");
});

test.run();
