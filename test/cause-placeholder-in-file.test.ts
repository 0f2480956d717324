/** placeholder-in-file: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const ENV = { PORT: '8080', REDIS_HOST: 'cache', BATCH: '10' };

function found(key: string, text: string, log: string, env: Record<string, string> = ENV, more: Situation = {}) {
  return findingsIn({
    status: ended(1),
    log,
    container: {
      env: Object.entries(env).map(([name, value]) => ({ name, value })),
      volumeMounts: [{ name: 'settings', mountPath: '/etc/app' }],
    },
    spec: { volumes: [{ name: 'settings', configMap: { name: 'app' } }] },
    configMaps: { app: { [key]: text } },
    ...more,
  })[0];
}

const NUMBER = "ValueError: invalid literal for int() with base 10: '${BATCH}'";
const BATCH = '[app]\nbatch = ${BATCH}\nhost = ${REDIS_HOST}\n';

test('a host, a port and a number that the program repeats as they stand: all that is known is written', () => {
  const number = found('app.ini', BATCH, NUMBER);
  assert.is(`${number?.cause} ${number?.confidence}`, 'placeholder-in-file certain');
  assert.match(number?.summary ?? '', 'line 2 of /etc/app/app.ini (key app.ini of ConfigMap app)');
  assert.match(number?.fixes[0]?.command ?? '', 'batch = 10\\nhost = cache\\n');
  const port = found(
    'site.conf',
    'server {\n  listen ${PORT};\n}\n',
    '[emerg] 1#1: host not found in "${PORT}" of the "listen" directive in /etc/app/site.conf:2',
  );
  assert.match(port?.fixes[0]?.command ?? '', 'listen 8080;');
  const host = found('app.yaml', 'redis: $REDIS_HOST\n', 'Error: getaddrinfo ENOTFOUND $REDIS_HOST');
  assert.is(host?.cause, 'placeholder-in-file');
});

test('a line, or a sign, that a parser refuses makes it likely', () => {
  const json = found('app.json', '{"port": ${PORT}}\n', "/etc/app/app.json: invalid character '$' looking for beginning of value");
  assert.is(`${json?.cause} ${json?.confidence}`, 'placeholder-in-file likely');
  const other = found(
    'app.json',
    '{"host": "${REDIS_HOST}", "port": 80,}\n',
    "/etc/app/app.json: invalid character '}' looking for beginning of object key string",
  );
  assert.is(other?.cause, 'malformed-config');
});

test('a variable that the container does not have is asked for', () => {
  const finding = found('app.ini', BATCH, NUMBER, {});
  assert.match(finding?.fixes[0]?.command ?? '', 'batch = \'"$batch"\'');
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.decides ?? '', 'then it lacks BATCH');
});

test('a program that puts variables into its files itself lacks the variable', () => {
  const said =
    'java.lang.RuntimeException: Driver org.postgresql.Driver claims to not accept jdbcUrl, jdbc:postgresql://${DB_HOST}:5432/shop';
  const spring = found('application-prod.yaml', 'url: jdbc:postgresql://${DB_HOST}:5432/shop\n', said);
  assert.match(spring?.summary ?? '', 'its program puts variables there itself, and the container has no variable DB_HOST');
  assert.match(spring?.fixes[0]?.command ?? '', 'DB_HOST="$');
  assert.not.match(found('app.yaml', 'url: jdbc:postgresql://${DB_HOST}:5432/shop\n', said)?.summary ?? '', 'itself');
});

test('scripts and programs have variables of their own; a program that misses the variable looks for it itself', () => {
  const is = (key: string, text: string, log: string) => found(key, text, log)?.cause === 'placeholder-in-file';
  assert.not(is('run.sh', '#!/bin/sh\necho ${BATCH}\n', NUMBER));
  assert.not(is('app.js', 'const a = `${BATCH}`;\n', NUMBER));
  assert.not(is('app.ini', '[app]\nbatch = 10\n', NUMBER));
  const placeholder = 'java.lang.IllegalArgumentException: Could not resolve placeholder \'BATCH\' in value "${BATCH}"';
  assert.not(is('application.yaml', 'batch: ${BATCH}\n', placeholder));
});

test('several lines that nobody fills are filled at once; a default, and the form of the kubelet', () => {
  const both = found('app.ini', '[a]\nbatch = ${BATCH}\n[b]\nbatch = ${BATCH}\n', NUMBER);
  assert.match(both?.summary ?? '', 'in lines 2, 4 of /etc/app/app.ini');
  assert.match(both?.fixes[0]?.command ?? '', '[a]\\nbatch = 10\\n[b]\\nbatch = 10\\n');
  for (const text of ['${REDIS_HOST:-db}', '$(REDIS_HOST)'])
    assert.match(found('app.yaml', `redis: ${text}\n`, `Error: getaddrinfo ENOTFOUND ${text}`)?.fixes[0]?.command ?? '', 'redis: cache');
});

test('two places of an unknown one, a variable that holds it, too, or a start that fills files: it is not clear which is meant', () => {
  assert.is.not(found('app.ini', '[a]\nbatch = ${BATCH}\n[b]\nbatch = ${BATCH}\n', NUMBER, {})?.cause, 'placeholder-in-file');
  const container = {
    command: ['sh', '-c', "envsubst '$HOST' < /etc/app/app.ini > /tmp/app.ini; exec app /tmp/app.ini"],
    env: [{ name: 'BATCH', value: '10' }],
    volumeMounts: [{ name: 'settings', mountPath: '/etc/app' }],
  };
  assert.is.not(found('app.ini', BATCH, NUMBER, ENV, { container })?.cause, 'placeholder-in-file');
  const before = {
    volumes: [{ name: 'settings', configMap: { name: 'app' } }],
    initContainers: [{ name: 'fill', image: 'shop/envsubst:1' }],
  };
  assert.is.not(found('app.ini', BATCH, NUMBER, ENV, { spec: before })?.cause, 'placeholder-in-file');
  assert.is.not(found('Makefile', 'run:\n\t$(BATCH)\n', 'make: $(BATCH): No such file or directory')?.cause, 'placeholder-in-file');
  assert.is.not(found('app.ini', BATCH, NUMBER, { ...ENV, SIZE: '${BATCH}' })?.cause, 'placeholder-in-file');
});

test('readers that replace names themselves, and the variables of nginx', () => {
  const is = (key: string, text: string, log: string) => found(key, text, log)?.cause === 'placeholder-in-file';
  const bad = 'AH00543: httpd: bad user name ${RUN_USER}';
  assert.match(found('httpd.conf', 'User ${RUN_USER}\n', bad)?.summary ?? '', 'its program puts variables there itself');
  const misspelt = "AH00526: Syntax error on line 1 of /etc/app/httpd.conf:\nInvalid command 'ErorLog', perhaps misspelled";
  assert.not(is('httpd.conf', 'ErorLog ${LOG_DIR}/error.log\n', misspelt));
  assert.not(is('app.conf', 'url = ${API_URL}\n', 'panic: config: undefined variable ${API_URL}'));
  assert.not(is('log4j2.xml', '<Property name="d">${LOG_DIR}</Property>\n', 'Error: could not create ${LOG_DIR}/app.log'));
  const site = 'server {\n  retrun 301 https://${host}$request_uri;\n}\n';
  assert.not(is('site.conf', site, 'nginx: [emerg] unknown directive "retrun" in /etc/app/site.conf:2'));
});

test('without the variable a reader may have left what it does not know; a password is for no ConfigMap, nor shown', () => {
  assert.is(found('app.ini', BATCH, NUMBER, {})?.confidence, 'likely');
  const log = "ValueError: invalid literal for int() with base 10: '${DB_PASSWORD}'";
  const finding = found('app.ini', '[app]\npassword = ${DB_PASSWORD}\n', log, { DB_PASSWORD: 'hunter22' });
  assert.is(finding?.cause, 'placeholder-in-file');
  assert.not.match(JSON.stringify([finding?.summary, finding?.fixes]), 'hunter22');
});

test("a template of nginx's image is filled by it: the variable is what lacks", () => {
  const log = 'nginx: [emerg] host not found in upstream "${BACKEND}" in /etc/nginx/conf.d/default.conf:2';
  const site = 'location / {\n  proxy_pass http://${BACKEND};\n}\n';
  const finding = found(
    'default.conf.template',
    site,
    log,
    {},
    {
      container: { image: 'nginx:1.25', volumeMounts: [{ name: 'settings', mountPath: '/etc/nginx/templates' }] },
    },
  );
  assert.match(finding?.summary ?? '', 'the container has no variable BACKEND');
  assert.match(finding?.fixes[0]?.command ?? '', 'BACKEND=');
});

test('what is not written as a variable is, and is none of the container', () => {
  const is = (key: string, text: string, log: string) => found(key, text, log)?.cause === 'placeholder-in-file';
  assert.not(is('routes.json', '{"path": "/${id}"}', 'Error: route /${id} conflicts with /:id'));
  assert.not(is('app.yaml', 'note: costs $USD\n', 'Error: unknown currency $USD'));
});

test.run();
