/** missing-file: a path that is looked for from the working directory, and a JVM's agent; what looks like them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const opens = (path: string, workingDir?: string, mountPath = '/srv/rates/conf'): Situation => ({
  container: {
    command: ['python', '/app/main.py'],
    ...(workingDir ? { workingDir } : {}),
    volumeMounts: [{ name: 'conf', mountPath }],
  },
  spec: { volumes: [{ name: 'conf', configMap: { name: 'rates' } }] },
  configMaps: { rates: { 'rates.toml': 'a = 1' } },
  status: ended(1),
  log: `Traceback (most recent call last):\n  File "/app/main.py", line 8, in <module>\n    open(path)\nFileNotFoundError: [Errno 2] No such file or directory: '${path}'\n`,
});
const first = (situation: Situation) => findingsIn(situation)[0];

test('the folder from which the file would be found is named and set; less sure where the image sets its own', () => {
  const told = first(opens('conf/rates.toml', '/srv'));
  assert.is(told?.confidence, 'certain');
  assert.match(told?.summary ?? '', 'working directory (/srv), and ConfigMap rates brings it as /srv/rates/conf/rates.toml');
  assert.match(told?.fixes[0]?.command ?? '', '"workingDir":"/srv/rates"');
  assert.is(first(opens('./conf/rates.toml'))?.confidence, 'likely');
});

test('the working directory stays where the command itself is looked for from it', () => {
  const base = opens('conf/rates.toml', '/srv');
  const finding = first({ ...base, container: { ...base.container, command: ['python', 'main.py'] } });
  assert.match(finding?.summary ?? '', 'brings it as /srv/rates/conf/rates.toml');
  assert.is(finding?.fixes[0]?.command, undefined);
});

test('what names it can name its path: a variable, a word, the value of an option; in a line for a shell other files are looked for, too', () => {
  const base = opens('rates.toml');
  const of = (container: object) => first({ ...base, container: { ...base.container, ...container } });
  const path = '/srv/rates/conf/rates.toml';
  const env = [{ name: 'RATES_FILE', value: 'rates.toml' }];
  const byVariable = of({ env, command: ['python', 'main.py'] });
  assert.match(byVariable?.summary ?? '', 'which env RATES_FILE names: it looks from its working directory');
  assert.is(byVariable?.fixes[0]?.text, `name ${path} in env RATES_FILE`);
  assert.is(byVariable?.fixes.length, 1);
  for (const command of [
    ['sh', '-c', 'python main.py'],
    ['sh', '-c', 'python /app/main.py --rules=rules.toml'],
  ])
    assert.is(of({ env, command })?.fixes.length, 1, command.join(' '));
  for (const [args, word] of [
    [['--rates', 'rates.toml'], path],
    [['--rates=rates.toml'], `--rates=${path}`],
  ] as const) {
    const finding = of({ args });
    assert.is(finding?.confidence, 'likely');
    assert.match(finding?.summary ?? '', `which its args name: it looks from its working directory (that of the image)`);
    assert.is(finding?.fixes[0]?.text, `name ${path} in args`);
    assert.match(finding?.fixes[0]?.command ?? '', `"value":"${word}"`);
  }
  const other = first({
    ...base,
    configMaps: { rates: { 'other.toml': '' } },
    container: { ...base.container, args: ['--rates=rates.toml'] },
  });
  assert.is(other?.fixes[0]?.text, "take args out, so that the image's own run");
});

test('an absolute path, another file, a folder above, or the right working directory', () => {
  for (const [path, folder] of [
    ['/conf/rates.toml', '/srv'],
    ['conf/other.toml', '/srv'],
    ['../conf/rates.toml', '/srv'],
    ['conf/rates.toml', '/srv/rates/'],
  ] as const)
    assert.not.match(first(opens(path, folder))?.summary ?? '', 'working directory', path);
});

test('an agent that an option names is not hidden by the volume that another container fills', () => {
  const agent = first({
    container: {
      command: ['java', '-jar', '/app/billing.jar'],
      env: [{ name: 'JAVA_TOOL_OPTIONS', value: '-javaagent:/opt/agent/agent.jar=port=9404 -Xmx64m' }],
      volumeMounts: [{ name: 'agent', mountPath: '/opt/agent' }],
    },
    spec: { volumes: [{ name: 'agent', emptyDir: {} }] },
    status: ended(1),
    log: 'Error opening zip file or JAR manifest missing : /opt/agent/agent.jar\nError occurred during initialization of VM\nagent library failed to init: instrument\n',
  });
  assert.is(agent?.cause, 'missing-file');
  assert.match(agent?.summary ?? '', 'which env JAVA_TOOL_OPTIONS names');
  assert.match(agent?.fixes[0]?.command ?? '', /-Xmx64m/);
  assert.not.match(agent?.fixes[0]?.command ?? '', 'javaagent');
});

const MODULE = (path: string) => `Error: Cannot find module '${path}'
    at Module._load (node:internal/modules/cjs/loader:1038:27)
    at node:internal/main/run_main_module:28:49 {
  code: 'MODULE_NOT_FOUND',
  requireStack: []
}
`;
const runs = (path: string, word: string, image = 'registry.example.com/shop/api:1') =>
  findingsIn({ container: { image, command: ['node', word] }, status: ended(1), log: MODULE(path) })[0];

test('the command names the program from the working directory', () => {
  const finding = runs('/app/dist/server.js', './dist/server.js');
  assert.match(finding?.summary ?? '', 'which its command names as ./dist/server.js');
  assert.match(finding?.fixes[0]?.command ?? '', '"op":"remove","path":"/spec/containers/0/command"');
});

test('near misses: another file of a like name; the image of a language, which runs nothing by itself', () => {
  assert.not.match(runs('/app/old-server.js', 'server.js')?.summary ?? '', 'which its command names');
  assert.is(runs('/app/server.js', 'server.js', 'node:18-slim')?.fixes[0]?.command, undefined);
});

test('a volume of the pod that only another container mounts', () => {
  const of = (file: string) =>
    first({
      container: { volumeMounts: [{ name: 'logs', mountPath: '/logs' }] },
      spec: {
        volumes: [
          { name: 'logs', emptyDir: {} },
          { name: 'settings', configMap: { name: 'shipper' } },
        ],
      },
      configMaps: { shipper: { 'agent.yaml': 'a: 1' } },
      status: ended(1),
      log: `FileNotFoundError: [Errno 2] No such file or directory: '/etc/agent/${file}'\n`,
    });
  const lacking = of('agent.yaml');
  assert.is(lacking?.cause, 'mounted-elsewhere');
  assert.match(lacking?.summary ?? '', 'does not mount volume settings (ConfigMap shipper), which has agent.yaml');
  assert.match(lacking?.fixes[0]?.command ?? '', '"volumeMounts":[{"name":"settings","mountPath":"/etc/agent"}]');
  assert.not.match(of('other.yaml')?.summary ?? '', 'does not mount volume');
});

test("one of a usual name may be the other container's own; and it hides nothing of the image", () => {
  const file = first({
    spec: {
      containers: [
        { name: 'app', image: 'web:1' },
        { name: 'proxy', image: 'proxy:1', volumeMounts: [{ name: 'settings', mountPath: '/etc/proxy' }] },
      ],
      volumes: [{ name: 'settings', configMap: { name: 'proxy' } }],
    },
    configMaps: { proxy: { 'config.yaml': 'a: 1' } },
    status: ended(1),
    log: "FileNotFoundError: [Errno 2] No such file or directory: '/app/config.yaml'\n",
  });
  assert.match(file?.summary ?? '', 'does not mount volume settings (ConfigMap proxy), which has config.yaml');
  assert.is(file?.confidence, 'likely');
  assert.match(file?.fixes[0]?.command ?? '', '"mountPath":"/app/config.yaml","subPath":"config.yaml"');
});

test('the name of a script with a blank at its end', () => {
  const of = (word: string) =>
    first({
      container: { command: ['python', word] },
      status: ended(2),
      log: `python: can't open file '/app/${word}': [Errno 2] No such file or directory\n`,
    });
  assert.match(of('report.py ')?.summary ?? '', 'command[1] names with a blank at its end');
  assert.match(of('report.py ')?.fixes[0]?.command ?? '', '"path":"/spec/containers/0/command/1","value":"report.py"');
  assert.not.match(of('report.py')?.summary ?? '', 'blank');
});

test('an option that gives the file goes alone; a program, or a word without an option, does not', () => {
  const first = (container: object, path = '/etc/app/app.yaml') =>
    findingsIn({ container, status: ended(1), log: `2026/11/28 00:41:00 open ${path}: no such file or directory\n` })[0]?.fixes[0]?.text;
  const without = (words: string) => `take ${words} out, so that the program does without`;
  assert.is(first({ args: ['serve', '--config=/etc/app/app.yaml'] }), without('--config=/etc/app/app.yaml'));
  assert.is(first({ args: ['serve', '--config', '/etc/app/app.yaml', '-v'] }), without('--config /etc/app/app.yaml'));
  assert.is(first({ args: ['postgres', '-c', 'config_file=/etc/app/app.yaml'] }), without('-c config_file=/etc/app/app.yaml'));
  assert.is(first({ args: ['--config', '/etc/app/app.yaml'] }), "take args out, so that the image's own run");
  for (const command of [
    ['/app/server', '/etc/app/app.yaml'],
    ['grep', '-q', '/etc/app/app.yaml'],
  ])
    assert.is(first({ command }), "take command out, so that the image's own runs");
  assert.is(
    first({ command: ['node', '--require', '/app/tracing.js'] }, '/app/tracing.js'),
    "take command out, so that the image's own runs",
  );
});

test('the folder that a variable names is not the one that an init container fills', () => {
  const of = (value: string, line: string) =>
    findingsIn({
      status: ended(1),
      log: `Error: ENOENT: no such file or directory, open '${value}/index.db'\n    at Object.openSync (node:fs:581:18)\n`,
      container: { env: [{ name: 'INDEX_DIR', value }], volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      spec: {
        volumes: [{ name: 'data', emptyDir: {} }],
        initContainers: [
          { name: 'fetch', image: 'busybox', command: ['sh', '-c', line], volumeMounts: [{ name: 'data', mountPath: '/data' }] },
        ],
      },
    })[0];
  const found = of('/data/idx', 'mkdir -p /data/index && echo a > /data/index/words');
  assert.match(found?.summary ?? '', 'in the folder that env INDEX_DIR names; init container fetch fills /data/index');
  assert.match(found?.fixes[0]?.command ?? '', '"name":"INDEX_DIR","value":"/data/index"');
  for (const line of ['echo a > /data/idx/a; echo b > /data/index/b', 'echo a > /data/one/a; echo b > /data/two/b'])
    assert.not.match(of('/data/idx', line)?.summary ?? '', 'fills');
});

test('a text that a neighbour puts there is no jar to be run in place of the one that is named', () => {
  const finding = first({
    container: {
      image: 'eclipse-temurin:21',
      command: ['java', '-jar', '/jars/app.jar'],
      volumeMounts: [{ name: 'jars', mountPath: '/jars' }],
    },
    spec: {
      volumes: [
        { name: 'jars', emptyDir: {} },
        { name: 'conf', configMap: { name: 'app' } },
      ],
      initContainers: [
        {
          name: 'copy',
          image: 'busybox:1.36',
          command: ['cp', '/conf/main.jar', '/out/main.jar'],
          volumeMounts: [
            { name: 'jars', mountPath: '/out' },
            { name: 'conf', mountPath: '/conf' },
          ],
        },
      ],
    },
    configMaps: { app: { 'main.jar': 'text' } },
    status: ended(1),
    log: 'Error: Unable to access jarfile /jars/app.jar\n',
  });
  assert.is(finding?.cause, 'missing-file');
  assert.not.match(finding?.fixes.map(({ text }) => text).join() ?? '', 'main.jar');
});

test('a file that nothing brings, which a line of a ConfigMap includes: that line can go', () => {
  const log =
    '[emerg] 1#1: open() "/etc/nginx/snippets/headers.conf" failed (2: No such file or directory) in /etc/nginx/conf.d/site.conf:3\n';
  const of = (line: string) =>
    findingsIn({
      status: ended(1),
      log,
      container: { image: 'nginx:1.22', volumeMounts: [{ name: 'site', mountPath: '/etc/nginx/conf.d' }] },
      spec: { volumes: [{ name: 'site', configMap: { name: 'edge' } }] },
      configMaps: { edge: { 'site.conf': `server {\n    listen 8080;\n    ${line}\n}\n` } },
    })[0];
  assert.match(of('include /etc/nginx/snippets/headers.conf;')?.fixes[0]?.text ?? '', 'out of ConfigMap edge key site.conf');
  assert.is(of('ssl_certificate /etc/nginx/snippets/headers.conf;')?.fixes[0]?.command, undefined);
});

test('what an init container is to put there at that very path is no matter of the command', () => {
  const on = (target: string) =>
    findingsIn({
      status: ended(1),
      log: 'open /srv/data/model.bin: no such file or directory',
      container: { command: ['/opt/server', '--model=/srv/data/model.bin'], volumeMounts: [{ name: 'work', mountPath: '/srv/data' }] },
      spec: {
        volumes: [{ name: 'work', emptyDir: {} }],
        initContainers: [
          {
            name: 'get',
            command: ['sh', '-c', `curl -o ${target} http://models/model.bin || true`],
            volumeMounts: [{ name: 'work', mountPath: '/data' }],
          },
        ],
      },
    })[0];
  assert.match(on('/data/model.bin')?.summary ?? '', 'init container get is to put it there, and has not');
  assert.is(on('/data/model.bin')?.confidence, 'likely');
  assert.match(on('/data/model.bin')?.fixes[0]?.command ?? '', 'kubectl logs web -c get');
  assert.match(on('/data/models.bin')?.summary ?? '', /puts the file at|command names/);
});

test.run();
