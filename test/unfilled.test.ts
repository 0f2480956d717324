/** Places of a template that nobody has filled in. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { conflictIn, unfilledIn } from '../src/trace/texts/unfilled.ts';

test('the whole value of a line is one', () => {
  assert.equal(unfilledIn('a: 1\nhost: {{ .Values.host }}\n', 2), { line: 2, place: '{{ .Values.host }}' });
  assert.is(unfilledIn('{\n  "port": {{ port }},\n  "a": 1\n}', undefined)?.place, '{{ port }}');
});

test('within quotation marks, in a comment or in another line it is not the fault', () => {
  assert.is(unfilledIn('summary: "{{ $labels.instance }} is down"\n', 1), undefined);
  assert.is(unfilledIn('# host: {{ .Values.host }}\nb: [\n', 1), undefined);
  assert.is(unfilledIn('host: {{ .Values.host }}\nb: [\n', 2), undefined);
  assert.is(unfilledIn('a: {{ a }}\nb: {{ b }}\n', undefined), undefined);
});

test('a merge that nobody has finished', () => {
  assert.is(conflictIn('a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> main\n'), 2);
  assert.is(conflictIn('a: 1\n<<<<<<< HEAD\nb: 1\n'), undefined);
  assert.is(conflictIn('cat <<EOF\nx\nEOF\n'), undefined);
});

test.run();
