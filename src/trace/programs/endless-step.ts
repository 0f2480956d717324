/** The last step of a script, where that never ends by itself. */

export interface EndlessStep {
  text: string;
  /** The script without it; undefined: there is nothing else, or it is the work itself. */
  without: string | undefined;
}

/** tail -f (POSIX tail) but for --pid (GNU), sleep infinity (GNU coreutils; BusyBox). What stands behind || is for when something failed. */
const IDLES =
  /(?:^|[\n;]|&&)\s*(?:exec\s+)?(tail\s+(?![^\n;&|]*--pid)(?:[^\s;&|]+\s+){0,3}?-\w*[fF](?:\s[^\n;&|]*)?|sleep\s+(?:inf(?:inity)?|\d{7,}))\s*$/;
const LOOPS = /\bwhile\s+(?:true|:|\[{1,2}\s+1\s+\]{1,2})\s*[;\n]\s*do\b([\s\S]{0,2000}?)\bdone\s*$/;
/** What leaves a loop, and what its body may be left by under set -e. */
const LEAVES = /\b(?:break|exit|return|exec|kill|set -\w*e)\b/;

export function endlessStep(script: string): EndlessStep | undefined {
  const idle = IDLES.exec(script.slice(-400));
  if (idle?.[1]) {
    const before = script.slice(0, Math.max(0, script.length - 400) + idle.index).trimEnd();
    return { text: idle[1].trim(), without: before === '' ? undefined : before };
  }
  const loop = LOOPS.exec(script);
  return loop && !LEAVES.test(script) ? { text: loop[0].replace(/\s+/g, ' ').slice(0, 160), without: undefined } : undefined;
}
