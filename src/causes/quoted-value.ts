import { decidedBy } from '../evidence/end.ts';
import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, configMapProof, logProof, specProof } from '../evidence/proof.ts';
import { changeKeys } from '../fixes/change-keys.ts';
import { setWord } from '../fixes/command-line.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Container } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
import { type Cause, RUNG } from './cause.ts';

interface Value {
  name: string;
  text: string | undefined;
  map?: string;
  key?: string;
  /** Where it stands in the command line, and that word without them. */
  word?: { list: 'command' | 'args'; index: number; bare: string };
}

/** "text", or --option="text", which only a shell would take the marks from. */
const QUOTED_WORD = /^(-{1,2}[\w.-]{1,60}=)?((["']).{1,200}\3)$/;

function wordsQuoted(container: Container): Value[] {
  const line = shellLine(container);
  return (['command', 'args'] as const).flatMap((list) =>
    (container[list] ?? []).flatMap((word, index): Value[] => {
      const [, option = '', text] = QUOTED_WORD.exec(word) ?? [];
      if (text === undefined || (line?.list === list && line.index === index)) return [];
      return [{ name: `${list}[${index}]`, text, word: { list, index, bare: option + text.slice(1, -1) } }];
    }),
  );
}

export const quotedValue: Cause = {
  id: 'quoted-value',
  title: 'quotation marks belong to a value, and the program does not want them',
  tier: 'kubernetes',
  covers: ['cfg.bad-value'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const { container, namespace } = subject;
    const fact = decidedBy(subject);
    if (!fact) return undefined;
    const told = 'value' in fact.fields ? fact.fields.value?.trim() : undefined;
    if (!/["'].+["']/.test(fact.quote) && !/["'].+["']/.test(told ?? '')) return undefined;
    const data = (name: string) => valueOf(evidence.object('configmaps', namespace, name))?.data ?? {};
    const single = (container.env ?? []).map(({ name, value, valueFrom }): Value => {
      const reference = valueFrom?.configMapKeyRef;
      return reference?.name
        ? { name, text: data(reference.name)[reference.key]?.trim(), map: reference.name, key: reference.key }
        : { name, text: value?.trim() };
    });
    const whole = (container.envFrom ?? []).flatMap(({ prefix = '', configMapRef }): Value[] => {
      const map = configMapRef?.name;
      return map ? Object.entries(data(map)).map(([key, text]) => ({ name: prefix + key, text: text.trim(), map, key })) : [];
    });
    const quoted = [...single, ...whole, ...wordsQuoted(container)].find(
      ({ text }) =>
        text !== undefined &&
        /^(["']).{1,200}\1$/.test(text) &&
        (text === told || fact.quote.includes(text) || fact.quote.includes(JSON.stringify(text))),
    );
    if (!quoted?.text) return undefined;
    const bare = quoted.text.slice(1, -1);
    // It has the same without them too, and the program puts its own around what it tells.
    if (told !== quoted.text && [...single, ...whole].some(({ text }) => text === bare)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const { map, key, word } = quoted;
    const repair: Fix = word
      ? setWord(fix, `write it without quotation marks: ${word.bare}`, word.list, word.index, word.bare)
      : map && key
        ? changeKeys(
            `take the quotation marks out of key ${key} of ConfigMap ${map}`,
            { sort: 'ConfigMap', name: map },
            { [key]: bare },
            fix,
          )
        : fix.setEnv(`set ${quoted.name} without quotation marks`, [`${quoted.name}=${bare}`]);
    return {
      summary: `container ${container.name} gets ${quoted.name} with quotation marks in its value, ${quoted.text}, and uses them as part of it${map ? `; it comes from key ${key} of ConfigMap ${map}` : ''}`,
      confidence: 'certain',
      object: map
        ? { kind: 'ConfigMap', namespace, name: map, field: `data[${key}]` }
        : fix.containerObject(word ? quoted.name : `env[${quoted.name}]`),
      proof: [
        logProof(subject, fact),
        map ? configMapProof(map, `${key}: ${quoted.text}`) : specProof(subject, word ? quoted.name : `env ${quoted.name}`, quoted.text),
        attemptProof(subject),
      ],
      fixes: [repair],
    };
  },
};
