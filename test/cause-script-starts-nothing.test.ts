/** script-starts-nothing: what the shell takes for text to the end of the script, and what it does not. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openHereDocument } from '../src/trace/programs/here-document.ts';
import { handsOver } from '../src/trace/programs/start-script.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const starts = (script: string, args: string[] = []): Situation => ({
  container: { command: ['/bin/sh', '/start/start.sh', ...args], volumeMounts: [{ name: 'start', mountPath: '/start' }] },
  spec: { volumes: [{ name: 'start', configMap: { name: 'start' } }] },
  configMaps: { start: { 'start.sh': script } },
  status: ended(0),
  log: '',
});
const first = (situation: Situation) => findingsIn(situation)[0];

test('an end that is indented, has a blank behind it, or is lacking; tabs may stand before it after <<-', () => {
  assert.equal(openHereDocument('cat <<EOF\na\n  EOF\nhttpd'), { line: 1, word: 'EOF', near: 3 });
  assert.equal(openHereDocument("set -e\ncat > x <<'END'\na\nEND \nhttpd"), { line: 2, word: 'END', near: 4 });
  assert.equal(openHereDocument('cat <<-EOF\na\n  EOF\n'), { line: 1, word: 'EOF', near: 3 });
  assert.equal(openHereDocument('cat <<EOF\na\nhttpd'), { line: 1, word: 'EOF', near: undefined });
});

test('what ends, and what is no here-document', () => {
  for (const script of [
    'cat <<EOF\na\nEOF\nhttpd',
    'cat <<-EOF\n\ta\n\tEOF\n',
    'cat <<"EOF"\n  EOF\nEOF',
    'cat <<EOF\r\na\r\nEOF\r\n',
    'cat <<< word',
    'size=$((1<<BITS))',
    'echo "end it with <<EOF"',
    '# cat <<EOF',
  ])
    assert.is(openHereDocument(script), undefined, script);
});

test('the finding, less sure where the script may have left before', () => {
  const finding = first(starts('cat > /tmp/x <<EOF\na\n  EOF\nexec httpd -f\n'));
  assert.is(finding?.cause, 'script-starts-nothing');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.fixes[0]?.command ?? '', '<<EOF\\na\\nEOF\\nexec httpd -f');
  assert.is(first(starts('[ -f /x ] || exit 0\ncat > /tmp/x <<EOF\na\n  EOF\nexec httpd\n'))?.confidence, 'likely');
  assert.is(first(starts('cat > /tmp/x <<EOF\na\nEOF\ndate\n'))?.cause, 'program-finishes');
});

test('exec "$@" starts nothing without arguments', () => {
  assert.is(first(starts('#!/bin/sh\necho ready\nexec "$@"\n'))?.cause, 'script-starts-nothing');
  assert.is(first(starts('#!/bin/sh\necho ready\nexec "$@"\n', ['true']))?.cause, 'program-finishes');
  assert.not(handsOver('exec "$@"\necho after\n'));
  assert.not(handsOver('exec python "$@"\n'));
});

test('the line that hands over is a comment; not beside one that is none, nor a comment in words', () => {
  const finding = first(starts('#!/bin/sh\necho checking\ntrue\n# exec python /app/worker.py\n'));
  assert.is(`${finding?.cause} ${finding?.confidence}`, 'script-starts-nothing likely');
  assert.match(finding?.fixes[0]?.command ?? '', 'true\\nexec python /app/worker.py');
  for (const text of ['# exec python a.py\npython b.py && exec true\n', '# execs nothing\ntrue\n', '# exec: see below\ntrue\n'])
    assert.is.not(first(starts(text))?.cause, 'script-starts-nothing', text);
});

test('a sentence about exec is no command that was taken out', () => {
  assert.is(first(starts('#!/bin/sh\necho up\n# exec /srv/shop --serve\n'))?.cause, 'script-starts-nothing');
  assert.is(first(starts('#!/bin/sh\necho up\n# exec nginx -g "daemon off;"\n'))?.cause, 'script-starts-nothing');
  assert.is.not(first(starts('#!/bin/sh\n# exec the program below, if needed\necho up\n'))?.cause, 'script-starts-nothing');
});

test.run();
