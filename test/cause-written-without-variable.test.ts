/** written-without-variable: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const EMPTY = '2026/11/27 18:06:43 [emerg] 1#1: no host in upstream "/" in /etc/nginx/conf.d/site.conf:2';
const render = (
  script: string,
  more: { env?: { name: string; value: string }[]; log?: string; own?: { name: string; value: string }[] } = {},
) => {
  const out = (mountPath: string) => ({ name: 'out', mountPath });
  return findingsIn({
    container: {
      image: 'nginx:1.22',
      env: more.own ?? [{ name: 'BACKEND', value: 'api:8080' }],
      volumeMounts: [out('/etc/nginx/conf.d')],
    },
    spec: {
      initContainers: [
        {
          name: 'render',
          image: 'busybox:1',
          command: ['sh', '-c', script],
          ...(more.env ? { env: more.env } : {}),
          volumeMounts: [out('/out'), { name: 'in', mountPath: '/in' }],
        },
      ],
      volumes: [
        { name: 'out', emptyDir: {} },
        { name: 'in', configMap: { name: 'templates' } },
      ],
    },
    configMaps: { templates: { 'site.conf.in': 'server {\n  proxy_pass http://${BACKEND}/;\n}\n' } },
    status: ended(1),
    log: more.log ?? EMPTY,
  })[0];
};

test('sed, echo, a here-document and envsubst', () => {
  const scripts = [
    'sed "s#@BACKEND@#$BACKEND#" /in/site.conf.in > /out/site.conf',
    'echo "server { location / { proxy_pass http://${BACKEND}/; } }" > /out/site.conf',
    'cat > /out/site.conf <<END\nserver {\n  proxy_pass http://$BACKEND/;\n}\nEND\n',
    'envsubst < /in/site.conf.in > /out/site.conf',
  ];
  for (const script of scripts) {
    const found = render(script);
    assert.is(found?.cause, 'written-without-variable', script);
    assert.is(found?.confidence, 'certain');
    assert.match(found?.fixes[0]?.command ?? '', '{"op":"copy","from":"/spec/containers/0/env/0","path":"/spec/initContainers/0/env/-"}');
  }
});

test('where no other container has it, its value is asked for', () => {
  const found = render('sed "s#@BACKEND@#$BACKEND#" /in/site.conf.in > /out/site.conf', { own: [] });
  assert.is(found?.confidence, 'likely');
  assert.is(found?.fixes[0]?.asks[0]?.variable, 'BACKEND');
});

test('a complaint of something else is likely at most', () => {
  const log = EMPTY.replace('no host in upstream "/"', 'unknown directive "proxy_pas"');
  assert.is(render('sed "s#@BACKEND@#$BACKEND#" /in/site.conf.in > /out/site.conf', { log })?.confidence, 'likely');
});

test('a variable that it has, that its script sets, that has a way out, or that no shell puts in', () => {
  const others = [
    render('sed "s#@BACKEND@#$BACKEND#" /in/site.conf.in > /out/site.conf', { env: [{ name: 'BACKEND', value: 'api:80' }] }),
    render('BACKEND=$(hostname); sed "s#@BACKEND@#$BACKEND#" /in/site.conf.in > /out/site.conf'),
    render('sed "s#@BACKEND@#${BACKEND:-api}#" /in/site.conf.in > /out/site.conf'),
    render(': "${BACKEND:=api:80}"; sed "s#@BACKEND@#$BACKEND#" /in/site.conf.in > /out/site.conf'),
    render('. /in/settings; sed "s#@BACKEND@#$BACKEND#" /in/site.conf.in > /out/site.conf'),
    render("sed 's#@BACKEND@#$BACKEND#' /in/site.conf.in > /out/site.conf"),
    render('sed "s#@BACKEND@#$BACKEND#" /in/site.conf.in > /out/other.conf'),
  ];
  for (const found of others) assert.is.not(found?.cause, 'written-without-variable');
});

const DOCUMENT = 'cat > /tmp/app/config.json <<EOF\n{"port": $PORT, "host": "$DB_HOST"}\nEOF\nexec app --config /tmp/app/config.json';
const started = (line: string, log: string, env: { name: string; value: string }[] = []) =>
  findingsIn({ status: ended(1), log, container: { command: ['sh', '-c', line], env: [{ name: 'DB_HOST', value: 'db' }, ...env] } })[0];

test('its own start script writes the file, whether the program names it or not', () => {
  for (const log of [
    'SyntaxError: /tmp/app/config.json: Unexpected token , in JSON at position 9',
    "2026/11/28 07:00:00 invalid character ',' looking for beginning of value",
  ]) {
    const found = started(DOCUMENT, log);
    assert.is(found?.cause, 'written-without-variable', log);
    assert.is(found?.confidence, 'likely');
    assert.match(found?.summary ?? '', 'refuses /tmp/app/config.json');
    assert.match(found?.summary ?? '', 'its own start script writes it, and puts PORT in, which it does not have');
    assert.is.not(started(DOCUMENT, log, [{ name: 'PORT', value: '80' }])?.cause, 'written-without-variable');
    assert.is.not(started(`PORT=80\n${DOCUMENT}`, log)?.cause, 'written-without-variable');
  }
  const other = started(DOCUMENT, 'SyntaxError: /tmp/app/rules.json: Unexpected token , in JSON at position 9');
  assert.is.not(other?.cause, 'written-without-variable');
  const two = started(`cat > /tmp/app/a.json <<EOF\n{"b": $B}\nEOF\n${DOCUMENT}`, "invalid character ',' looking for beginning of value");
  assert.is.not(two?.cause, 'written-without-variable');
});

test('its own start script writes it line by line', () => {
  const log =
    "*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***\nReading the configuration file, at line 2\n>>> 'maxmemory'\nwrong number of arguments";
  const line = 'echo "port 6379" > /tmp/redis.conf; echo "maxmemory $LIMIT" >> /tmp/redis.conf; exec redis-server /tmp/redis.conf';
  const together = '{ echo "port 6379"; echo "maxmemory $LIMIT"; } > /tmp/redis.conf && exec redis-server /tmp/redis.conf';
  const lines = '{\n  echo "port 6379"\n  echo "maxmemory $LIMIT"\n} > /tmp/redis.conf\nexec redis-server /tmp/redis.conf';
  for (const one of [line, together, lines])
    assert.match(started(one, log)?.summary ?? '', 'its own start script writes it, and puts LIMIT in, which it does not have', one);
});

test.run();
