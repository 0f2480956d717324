/** Of several tests of the shell that are joined, the one that decided: [ -z "$A" ] || [ -z "$B" ], [[ $A = x && $B = y ]], test -z "$A" -o -z "$B". */

export interface Deciding {
  /** As it stands, without a `!` before it. */
  text: string;
  /** Its answer, with which the whole came to its own. */
  answer: 'yes' | 'no';
  /** That is known of its own, too. */
  isKnown: boolean;
}

type Answers = (command: string) => 'yes' | 'no' | undefined;

const TEST = /^(!\s+)?((?:test\s|\[{1,2}\s).*)$/s;

/**
 * `whole`: what all of it answered; `answers`: what a single test is known to answer. Undefined where it is no such list, no part is known to
 * have decided, or one is known to have answered otherwise.
 */
export function decidingTest(condition: string, whole: 'yes' | 'no', answers: Answers): Deciding | undefined {
  const [sign, parts] = partsOf(condition) ?? [];
  if (!sign || !parts) return undefined;
  const texts = parts.map((part) => TEST.exec(part.trim()));
  if (!texts.every((one) => one !== null)) return undefined;
  const open = texts.flatMap(([, not, text = '']): Deciding[] => {
    const answer = (not === undefined) === (whole === 'yes') ? 'yes' : 'no';
    const known = answers(text);
    return known === undefined || known === answer ? [{ text, answer, isKnown: known !== undefined }] : [];
  });
  const [first] = open;
  // One of them is enough for the "yes" of || and the "no" of &&: the first is asked first.
  const isEnough = (sign === '||') === (whole === 'yes');
  if (!isEnough) return open.length === texts.length ? first : undefined;
  return first?.isKnown || open.length === 1 ? first : undefined;
}

/** Joined by one sign alone; what binds stronger than the other is not told apart. */
function partsOf(condition: string): ['||' | '&&', string[]] | undefined {
  const within = /^\[\[\s(.*)\s\]\]$/s.exec(condition)?.[1];
  const old = /^(?:test|\[)\s(.*?)(?:\s\])?$/s.exec(condition)?.[1];
  for (const [sign, word] of [
    ['||', '-o'],
    ['&&', '-a'],
  ] as const) {
    const other = sign === '||' ? '&&' : '||';
    if (condition.includes(sign) && !condition.includes(other)) {
      const inner = within?.split(sign);
      if (inner && !within?.includes('[')) return [sign, inner.map((one) => `[[ ${one.trim()} ]]`)];
      return [sign, condition.split(sign)];
    }
    const joined = old?.split(new RegExp(`\\s${word}\\s`));
    if (joined && joined.length > 1 && !/\s-[ao]\s/.test(joined.join(' ')) && !/&&|\|\|/.test(condition))
      return [sign, joined.map((one) => `[ ${one.trim()} ]`)];
  }
  return undefined;
}
