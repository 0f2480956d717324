import { decidedBy, loggedLines } from '../evidence/end.ts';
import { attemptProof, logStep, wordsProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** En dash, em dash, horizontal bar, figure dash, minus: what word processors and web pages make of one or two hyphens before a word. */
const DASHED = /(?<=^|[\s"'=])[\u2012-\u2015\u2212]{1,2}(?=[A-Za-z])([\w.-]*)/g;

export const typographicDash: Cause = {
  id: 'typographic-dash',
  title: 'an option begins with a typographic dash in place of hyphens',
  tier: 'kubernetes',
  covers: ['cfg.bad-flag'],
  // What the program calls it, a module, a file, an unknown argument, follows from it.
  rung: RUNG.confirmed - 3,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    if (!attempt || attempt.exitCode === 0 || attempt.reason === 'OOMKilled') return undefined;
    const decisive = decidedBy(subject)?.quote ?? '';
    // What only repeats its arguments, or is printed by echo, complains of nothing.
    const lines = loggedLines(subject).filter((line) => decisive.includes(line.trim()) || COMPLAINS.test(line));
    for (const setting of settingsOf(subject, evidence)) {
      const { written = '', place } = setting;
      const said = [...written.matchAll(DASHED)].flatMap(([word]) => {
        const line = lines.find((one) => one.includes(word));
        return line === undefined ? [] : [{ word, line }];
      })[0];
      if (!said || !isCommandLine(setting, said.word)) continue;
      const fix = new WorkloadFix(subject, evidence);
      const to = written.replace(DASHED, (word, name: string) => `${hyphens(word, name)}${name}`);
      const change = changeSettings(`write ${hyphens(said.word, bare(said.word))}${bare(said.word)}`, [{ setting, to }], fix);
      return {
        summary: `container ${container.name} gets ${said.word} (${placeOf(setting)}), which begins with a typographic dash, as word processors make it of hyphens: the program does not take that for an option`,
        confidence: 'certain',
        object: settingObject(setting, fix),
        proof: [
          { step: logStep(subject), quote: said.line.slice(0, 200) },
          place.kind === 'argument'
            ? wordsProof(subject, place.list, container[place.list] ?? [])
            : settingProof(setting, undefined, said.word, subject),
          attemptProof(subject),
        ],
        fixes: present(change),
      };
    }
    return undefined;
  },
};

const COMPLAINS =
  /\b(?:errors?|unrecogni[sz]ed|unknown|unexpected|invalid|illegal|usage|cannot|can't|couldn't|could not|no such|not found|unable|fail(?:ed|ure)?|too many|positional|extra|bad)\b|No module/i;
/** Words of a command line: an argument, a variable that holds options (JAVA_OPTS), a line of a script. Within quotation marks it may be a text. */
function isCommandLine({ place, name, written = '' }: Setting, word: string): boolean {
  if (place.kind === 'argument') return true;
  const line = written.split('\n').find((one) => one.includes(word)) ?? '';
  const isOptions = name === undefined ? /\.sh$/.test(place.kind === 'configmap' ? place.key : '') : OPTIONS.test(name);
  return isOptions && !/["']/.test(line.slice(0, line.indexOf(word)));
}
const OPTIONS = /(?:^|_)(?:OPTS|OPTIONS|ARGS|FLAGS)$/;
const bare = (word: string) => word.replace(/^[^\w]+/, '');
/** One letter, and what java and the compilers take, stands behind one hyphen. */
const hyphens = (word: string, name: string) =>
  /^\u2212(?!\u2212)/.test(word) || name.length === 1 || /^(?:X|D|javaagent|jar\b|cp\b)/.test(name) ? '-' : '--';
