/** XML whose tags do not fit, and what is left to a person. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { repairedXml } from '../src/trace/texts/xml-repair.ts';

test('an end tag without its slash, misspelt, or left out', () => {
  for (const wrong of ['20<rate>', '20</rte>', '20'])
    assert.is(
      repairedXml(`<rates>\n  <rate>19</rate>\n  <rate a="b">${wrong}\n</rates>\n`)?.text,
      '<rates>\n  <rate>19</rate>\n  <rate a="b">20</rate>\n</rates>\n',
      wrong,
    );
  assert.is(repairedXml('<a>\n  <b>1</b>\n</a>\n<!-- <c> -->\n'), undefined, 'nothing is wrong');
});

test('what is lost, or may be meant in several ways, is not repaired', () => {
  for (const text of ['<a>\n  <b>\n    <c>1</c>\n</a>', '</a>', '<a><b>1</x></a>', '<a>\n']) assert.is(repairedXml(text), undefined, text);
});

test.run();
