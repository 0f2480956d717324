/**
 * Runs recorded crashes through the program and compares with what is true of each (truth.yaml): the cause named, words that a right
 * answer says, words that it must not say.
 *
 *   npm run accuracy -- [--show] [FOLDER or CASE…]      default: test/cases
 */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Judgement, judge } from '../test/judge.ts';

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const folders = (words.length ? words : ['test/cases']).flatMap((word) =>
  existsSync(join(word, 'truth.yaml'))
    ? [word]
    : readdirSync(word)
        .sort()
        .map((name) => join(word, name))
        .filter((folder) => existsSync(join(folder, 'truth.yaml'))),
);

const results: (Judgement & { name: string })[] = [];
for (const folder of folders) results.push({ name: basename(folder), ...(await judge(folder)) });

const width = Math.max(...results.map(({ name }) => name.length));
for (const { name, grade, truth, cause, confidence, misses, text } of results) {
  if (process.argv.includes('--show')) console.log(`\n${'='.repeat(100)}\n${name}`);
  if (grade !== 'right' || process.argv.includes('--show'))
    console.log(`${grade.padEnd(8)} ${name.padEnd(width)}  true: ${truth}  said: ${cause} (${confidence})  ${misses.join('; ')}`);
  if (process.argv.includes('--show')) console.log(text);
}
const count = (grade: string) => results.filter((result) => result.grade === grade).length;
console.log(`\n${results.length} cases: ${['right', 'partial', 'wrong', 'nothing'].map((grade) => `${count(grade)} ${grade}`).join(', ')}`);
for (const confidence of ['certain', 'likely', 'possible']) {
  const said = results.filter((result) => result.confidence === confidence);
  const right = said.filter(({ grade }) => grade === 'right').length;
  if (said.length) console.log(`${confidence.padEnd(9)} ${right} of ${said.length} right`);
}
process.exitCode = count('wrong') > 0 ? 1 : 0;
