import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, configMapProof, keyObject, keysProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { changeKey } from '../fixes/change-keys.ts';
import { setWord } from '../fixes/command-line.ts';
import { runCommands } from '../fixes/object.ts';
import { filterKey } from '../fixes/secret-key.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Container } from '../kube/shapes.ts';
import type { Fact } from '../logs/fact.ts';
import { LOGFMT, readJson, readLogfmt } from '../logs/structure.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { quote } from '../shell-word.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
import { placeOf, settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

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
    const said = saidIn(fact);
    if (!/["'].+["']/.test(said) && !/["'].+["']/.test(told ?? '')) return undefined;
    const variables = variablesQuoted(subject, evidence);
    const quoted = [...variables, ...wordsQuoted(container)].find(
      ({ text }) =>
        text !== undefined &&
        /^(["']).{1,200}\1$/.test(text) &&
        (text === told || said.includes(text) || said.includes(JSON.stringify(text))),
    );
    if (!quoted?.text) return quotedInSecret(told, said, fact, subject, evidence);
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

/** A password is not taken apart, nor is a number an address: what it stumbles over then is of its data. */
const mayBe = (text: string, name: string): boolean =>
  !/PASS|TOKEN|SECRET|CREDENTIAL|SALT|KEY/i.test(name) && (!/UR[IL]|DSN|ADDR|HOST|ENDPOINT/i.test(name) || /[:/.=]/.test(text));

/** What it says, without the escapes that the line of a log has around it. */
function saidIn({ fields, quote: line }: Fact): string {
  const { message, detail } = fields as { message?: string; detail?: string };
  const members = readJson(line) ?? (LOGFMT.test(line) ? readLogfmt(line) : undefined);
  return members
    ? Object.values(members)
        .filter((one) => typeof one === 'string')
        .join('\n')
    : (message ?? detail ?? line);
}

/** As Go and JSON write a text that has marks itself. */
const ESCAPED = /"\\"([^"\\]{1,200})\\""/;

/** The program shows a value with marks of its own, and the only one that it may come from is in a Secret. */
function quotedInSecret(told: string | undefined, said: string, fact: Fact, subject: Subject, evidence: Evidence): Match | undefined {
  const bare = /^(["'])(.{1,200})\1$/.exec(told ?? '')?.[2] ?? ESCAPED.exec(said)?.[1];
  const settings = settingsOf(subject, evidence);
  if (bare === undefined || settings.some(({ value = '' }) => value.includes(bare))) return undefined;
  const setting = only(variablesOf(subject, evidence).filter(({ place }) => place.kind === 'secret'));
  if (setting?.place.kind !== 'secret' || !mayBe(bare, setting.name ?? '')) return undefined;
  const { object, key } = setting.place;
  const fix = new WorkloadFix(subject, evidence);
  const command = filterKey(setting.place, `sed -E ${quote(`s/^(["'])(.*)\\1$/\\2/`)}`, fix);
  const what = `take the quotation marks out of key ${key} of Secret ${object}, without showing the value`;
  return {
    summary: `container ${subject.container.name} gets a value with quotation marks in it and uses them as part of it; of what it is given only ${placeOf(setting)} is not seen here`,
    confidence: 'likely',
    decides: `whether the value of ${placeOf(setting)} begins and ends with quotation marks; no value of a Secret is read here`,
    object: keyObject(subject.namespace, object, key, 'Secret'),
    proof: [logProof(subject, fact), keysProof('Secret', object, key), attemptProof(subject)],
    fixes: present(command && runCommands(what, [command], fix, { again: true })),
  };
}

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
