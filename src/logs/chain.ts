/** Go's programs wrap an error at each step, "a: b: c": the end says what happened, the beginning what it was for. */

/** So few steps are shown as they are. */
const STEPS = 4;
const FOR = 80;

/** What a step of uber-go/dig (and fx) says of the constructor that failed: the error that it gave stands behind it. */
const CONSTRUCTOR = /^[^\n]*received non-nil error from function "[^\n]{1,300}?\(\/[^()\n]{1,300}:\d{1,6}\): /;

/** A chain that is too long, without its middle. */
export function shortChain(text: string, most: number): string {
  if (text.length <= most) return text;
  const [head = '', ...steps] = text.split(': ');
  const wrapped = CONSTRUCTOR.exec(text)?.[0].length;
  const rest = wrapped === undefined ? undefined : text.slice(wrapped);
  const beginning = `${head.slice(0, FOR)}: … `;
  const room = most - beginning.length;
  if (rest !== undefined && rest.length <= room) return beginning + rest;
  if (steps.length < STEPS || (steps.at(-1) as string).length > room) return text.slice(0, most);
  let end = steps.pop() as string;
  for (let step = steps.pop(); step !== undefined && step.length + 2 + end.length <= room; step = steps.pop()) end = `${step}: ${end}`;
  return beginning + end;
}
