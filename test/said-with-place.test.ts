/** What a program refuses, and the place of it: options that it has by default, subcommands, configuration, the machine that it runs on. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const on = (log: string, more: Situation = {}) => findingsIn({ status: ended(1), log, ...more })[0];

const LENGTH = `Traceback (most recent call last):
  File "/app/serve.py", line 8, in <module>
    main()
ValueError: The model's max seq len (32768) is larger than the maximum number of tokens that can be stored in KV cache (9000). Try increasing \`gpu_memory_utilization\` or decreasing \`max_model_len\` when initializing the engine.`;

test('an option that it is not given has the default of the program: it is given behind what is there', () => {
  const finding = on(LENGTH, { container: { args: ['--model=small'] } });
  assert.is(finding?.cause, 'invalid-value');
  assert.match(finding?.fixes[0]?.command ?? '', '/args/-","value":"--max-model-len=');
  const given = on(LENGTH, { container: { args: ['--model=small', '--max-model-len=32768'] } });
  assert.is(given?.object?.field, 'containers[app].args[1]');
  assert.not.match(given?.fixes[0]?.command ?? '', '/args/-');
});

test('a program of many commands is not left without one', () => {
  const finding = on('thanos: error: expected command but got "bucket"', { container: { args: ['bucket', 'web', '--http-address=:80'] } });
  assert.is(finding?.cause, 'unknown-flag');
  assert.not.match(finding?.fixes[0]?.command ?? '', '"remove"');
});

test('a reference in a pipeline is looked for in the configuration that it is given', () => {
  const finding = on('Error: invalid configuration: service::pipelines::traces: references processor "batch/2" which is not configured', {
    container: { args: ['--config=/conf/relay.yaml'], volumeMounts: [{ name: 'conf', mountPath: '/conf' }] },
    spec: { volumes: [{ name: 'conf', configMap: { name: 'collector' } }] },
    configMaps: { collector: { 'relay.yaml': 'service:\n  pipelines:\n    traces:\n      processors: [batch/2]\n' } },
  });
  assert.is(finding?.cause, 'malformed-config');
  assert.is(finding?.object?.name, 'collector');
  assert.is(finding?.confidence, 'certain');
});

test('the API server is no program whose ports are to be looked at', async () => {
  const finding = await findingOn('dep-peers-unready', (cluster) => {
    cluster.list('services', 'default').push({
      metadata: { name: 'kubernetes', namespace: 'default' },
      spec: { clusterIP: '10.96.0.1', ports: [{ port: 443 }] },
    });
    cluster.log(
      'quorum-0',
      'node',
      'panic: Get "https://kubernetes.default.svc:443/version": dial tcp 10.96.0.1:443: connect: connection refused',
    );
  });
  assert.is(finding.cause, 'dependency-unreachable');
  assert.match(finding.summary, 'that is the API server, which was down at that time');
});

test('a kernel setting of the node is told with the node and what is wanted; a limit of the process is not the node', () => {
  const finding = on(
    'bootstrap check failure [1] of [1]: max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]',
  );
  assert.equal(finding?.object, { kind: 'Node', name: 'n1', field: 'vm.max_map_count' });
  assert.match(finding?.fixes[0]?.text ?? '', /sysctl -w vm\.max_map_count=262144/);
  const own = on(
    'bootstrap check failure [1] of [1]: max file descriptors [4096] for elasticsearch process is too low, increase to at least [65535]',
  );
  assert.is.not(own?.object?.kind, 'Node');
});

test('GitHub answers 404 to a token that may not see it; another server does not', () => {
  const log = (host: string) =>
    `Http response code: NotFound from 'POST https://${host}/actions/runner-registration'\nResponse status code does not indicate success: 404 (Not Found).`;
  assert.match(on(log('api.github.com'))?.summary ?? '', /token is wrong/);
  const other = on(log('api.example.com'));
  assert.match(other?.summary ?? '', /api\.example\.com\/actions\/runner-registration answers/);
  assert.not.match(other?.summary ?? '', /token/);
});

test('Keycloak names no variable, and has one for its host name', () => {
  const finding = on('ERROR: hostname is not configured; either configure hostname, or set hostname-strict to false', {
    container: { args: ['start'] },
  });
  assert.is(finding?.cause, 'missing-variable');
  assert.match(finding?.summary ?? '', /KC_HOSTNAME/);
});

test("Superset's own file may set its key, to the insecure one: the variable is likely at most", () => {
  const finding = on('Refusing to start due to insecure SECRET_KEY');
  assert.is(finding?.cause, 'missing-variable');
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.decides ?? '', 'superset_config.py');
});

test("Spring's own files may be what is meant to give the address of its database", () => {
  const finding = on("Failed to configure a DataSource: 'url' attribute is not specified and no embedded datasource could be configured.");
  assert.match(finding?.summary ?? '', 'SPRING_DATASOURCE_URL');
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.decides ?? '', 'the profile that is active');
});

test('two underscores stand for one in the name of a variable', () => {
  const finding = on(
    'ERROR Invalid memory configuration - exceeds physical memory. Check the configured values for dbms.memory.pagecache.size and dbms.memory.heap.max_size',
    {
      container: {
        env: [
          { name: 'NEO4J_dbms_memory_heap_max__size', value: '4G' },
          { name: 'NEO4J_dbms_memory_heap_initial__size', value: '1G' },
        ],
      },
    },
  );
  assert.is(finding?.cause, 'invalid-value');
  assert.match(finding?.summary ?? '', /"4G" of NEO4J_dbms_memory_heap_max__size/);
});

test('a key that a subPath names and nobody has is added; one that is there in another spelling is named', () => {
  const by = (key: string) =>
    on('Error: read /etc/app/sources.yaml: is a directory', {
      container: { volumeMounts: [{ name: 'conf', mountPath: '/etc/app/sources.yaml', subPath: 'sources.yaml' }] },
      spec: { volumes: [{ name: 'conf', configMap: { name: 'app' } }] },
      configMaps: { app: { [key]: 'a: b' } },
    });
  const lacking = by('app.ini');
  assert.is(lacking?.cause, 'subpath-key-missing');
  assert.match(lacking?.fixes[0]?.command ?? '', /--from-file=sources\.yaml="\$SOURCES_YAML_FILE"/);
  assert.match(by('source.yaml')?.fixes[0]?.command ?? '', '/volumeMounts/0/subPath","value":"source.yaml"');
});

test.run();
