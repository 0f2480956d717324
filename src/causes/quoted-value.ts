import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, configMapProof, keyObject, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { changeKey } from '../fixes/change-keys.ts';
import { setWord } from '../fixes/command-line.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Container } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
import { type Cause, RUNG } from './cause.ts';

interface Value {
  name: string;
  text: string | undefined;
  /** The ConfigMap that it comes from. */
  from?: { name: string; key: string };
  /** Where it stands in the command line, and that word without them. */
  word?: { list: 'command' | 'args'; index: number; bare: string };
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
    const variables = variablesQuoted(subject, evidence);
    const quoted = [...variables, ...wordsQuoted(container)].find(
      ({ text }) =>
        text !== undefined &&
        /^(["']).{1,200}\1$/.test(text) &&
        (text === told || fact.quote.includes(text) || fact.quote.includes(JSON.stringify(text))),
    );
    if (!quoted?.text) return undefined;
    const { name, text, from, word } = quoted;
    const bare = text.slice(1, -1);
    // It has the same without them too, and the program puts its own around what it tells.
    if (told !== text && variables.some((one) => one.text === bare)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${container.name} gets ${name} with quotation marks in its value, ${text}, and uses them as part of it${from ? `; it comes from key ${from.key} of ConfigMap ${from.name}` : ''}`,
      confidence: 'certain',
      object: from ? keyObject(namespace, from.name, from.key) : fix.containerObject(word ? name : `env[${name}]`),
      proof: [
        logProof(subject, fact),
        from ? configMapProof(from.name, `${from.key}: ${text}`) : specProof(subject, word ? name : `env ${name}`, text),
        attemptProof(subject),
      ],
      fixes: [withoutMarks(quoted, bare, fix)],
    };
  },
};

/** Its variables, of which some may be in quotation marks: from env, and from the ConfigMaps that it and envFrom name. */
function variablesQuoted({ container, namespace }: Subject, evidence: Evidence): Value[] {
  const data = (map: string) => valueOf(evidence.object('configmaps', namespace, map))?.data ?? {};
  const single = (container.env ?? []).map(({ name, value, valueFrom }): Value => {
    const { name: map, key = '' } = valueFrom?.configMapKeyRef ?? {};
    return map ? { name, text: data(map)[key]?.trim(), from: { name: map, key } } : { name, text: value?.trim() };
  });
  const whole = (container.envFrom ?? []).flatMap(({ prefix = '', configMapRef }): Value[] => {
    const map = configMapRef?.name;
    return map ? Object.entries(data(map)).map(([key, text]) => ({ name: prefix + key, text: text.trim(), from: { name: map, key } })) : [];
  });
  return [...single, ...whole];
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

function withoutMarks({ name, from, word }: Value, bare: string, fix: WorkloadFix): Fix {
  if (word) return setWord(fix, `write it without quotation marks: ${word.bare}`, word.list, word.index, word.bare);
  return from
    ? changeKey(`take the quotation marks out of key ${from.key} of ConfigMap ${from.name}`, from, bare, fix)
    : fix.setEnv(`set ${name} without quotation marks`, [`${name}=${bare}`]);
}
