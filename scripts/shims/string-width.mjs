/**
 * Stands in for `string-width` in the bundle. The real one builds an Intl.Segmenter and an emoji pattern when it is loaded, which costs
 * more than the rest of the start; yargs only measures its own help with it, which is plain text.
 */
import { stripVTControlCharacters } from 'node:util';

/** Unicode East Asian Width W and F, in blocks. */
const WIDE = [
  [0x1100, 0x115f],
  [0x2e80, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];
/** Controls, combining marks, zero-width characters, variation selectors. */
const NONE = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0x300, 0x36f],
  [0x200b, 0x200f],
  [0xfe00, 0xfe0f],
];

const within = (ranges, code) => ranges.some(([from, to]) => code >= from && code <= to);
const width = (code) => (within(NONE, code) ? 0 : within(WIDE, code) ? 2 : 1);

export default function stringWidth(text) {
  if (typeof text !== 'string') return 0;
  let sum = 0;
  for (const character of stripVTControlCharacters(text)) sum += width(character.codePointAt(0));
  return sum;
}
