import { decidedBy } from '../evidence/end.ts';
import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, keyObject, logProof } from '../evidence/proof.ts';
import { changeKey, editKeys } from '../fixes/change-keys.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import { configFiles } from '../trace/files/mounted-file.ts';
import { type KeyTwice, keyTwice } from '../trace/texts/key-twice.ts';
import { type Cause, RUNG } from './cause.ts';

export const configKeyTwice: Cause = {
  id: 'config-key-twice',
  title: 'a key stands twice in a file of a ConfigMap, and the last one hides the first',
  tier: 'kubernetes',
  covers: ['cfg.malformed-file', 'cfg.bad-value', 'app.python-traceback'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const fact = decidedBy(subject);
    if (!fact || !subject.attempt?.exitCode || /duplicat|already (?:defined|set)|unique/i.test(fact.quote)) return undefined;
    const found = only(
      configFiles(subject, evidence).flatMap((file) => {
        const text = /\.(?:ya?ml|json)$/.test(file.path) ? valueOf(file.text) : undefined;
        const twice = text === undefined ? undefined : keyTwice(text);
        const entry = twice && lostEntry(twice, fact.quote);
        return twice && entry !== undefined ? [{ ...file, twice, entry }] : [];
      }),
    );
    if (!found) return undefined;
    const { path, name, key, twice, entry } = found;
    const [first, last] = twice.lines;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${subject.container.name} does not get ${entry} of ${path}, though it is there: ${twice.key} stands twice in it, in lines ${first} and ${last}, and the last one, which has no ${twice.lost.join(', ')}, hides the first; the file is key ${key} of ConfigMap ${name}`,
      confidence: 'likely',
      object: keyObject(subject.namespace, name, key),
      proof: [
        logProof(subject, fact),
        { step: `get cm ${name}`, quote: `${key}: ${twice.key} in line ${first} and in line ${last}` },
        attemptProof(subject),
      ],
      fixes: [
        twice.merged === undefined
          ? editKeys(`make one of the two ${twice.key} in key ${key}, then start the pods anew`, { sort: 'ConfigMap', name }, fix)
          : changeKey(`put both ${twice.key} of key ${key} together, then start the pods anew`, { name, key }, twice.merged, fix),
      ],
      decides: 'whether its reader of YAML takes the last of two: some refuse the file',
    };
  },
};

/** Words by which a program misses something: a host that does not answer is called "host" too. */
const MISSES =
  /KeyError|requir|missing|not (?:set|found|defined|specified|configured|given|exist)|undefined|\b(?:null|nil|None)\b|has no|\bno (?:key|value|attribute|\w+ (?:key|field))\b|lacks|empty|must|expected|mandatory|no such (?:key|option|element)/i;

/** The program misses what only the first of the two has: output.host is required, KeyError: 'host'. */
function lostEntry({ key, lost }: KeyTwice, quote: string): string | undefined {
  if (!MISSES.test(quote) && !lost.some((one) => quote.includes(`${key}.${one}`))) return undefined;
  const said = new Set(quote.split(/[^\w.-]+/).map((word) => word.replace(/^[.-]+|[.-]+$/g, '')));
  const name = lost.find((one) => said.has(`${key}.${one}`) || said.has(one) || said.has(`${key.split('.').at(-1)}.${one}`));
  return name === undefined ? undefined : `${key}.${name}`;
}
