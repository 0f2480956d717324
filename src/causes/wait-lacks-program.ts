import { escaped } from '../escaped.ts';
import { valueOf } from '../evidence/evidence.ts';
import { specProof } from '../evidence/proof.ts';
import { isWaiting } from '../evidence/subject.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { advised } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastFact } from '../logs/reading.ts';
import { present } from '../present.ts';
import { awaitedBy } from '../trace/network/awaited.ts';
import { startText } from '../trace/programs/start-text.ts';
import { type Cause, RUNG } from './cause.ts';

export const waitLacksProgram: Cause = {
  id: 'wait-lacks-program',
  title: 'an init container waits with a program that its image does not have',
  tier: 'kubernetes',
  covers: ['init.hang', 'img.cmd-not-found-shell'],
  // Whom it waits for does not matter: it never asks.
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    if (!isWaiting(subject) || subject.attempt) return undefined;
    const log = valueOf(subject.currentLog());
    const fact = log && lastFact(log, 'command-not-found');
    const found = fact && startText(subject, evidence);
    if (!fact || !found) return undefined;
    const { command } = fact.fields;
    // A loop goes on until the command succeeds, which one that is not there never does.
    const loop = new RegExp(`(\\b(?:until|while\\s+!)\\s+)(${escaped(command)}(?![\\w./-])[^;\\n|]*)(?=[;\\n])`);
    const asks = loop.test(found.text);
    // In another place of a loop it is missed in each round again.
    const again = log.lines.filter((line) => line === fact.quote).length > 1;
    if (!asks && !(again && isInLoop(command, found.text))) return undefined;
    const { container } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const { host, port } = awaitedBy(subject, evidence) ?? {};
    const hasNc = /(?:^|\/)(?:busybox|alpine)(?::|@|$)/.test(container.image ?? '');
    const to = asks && host && port && hasNc ? found.text.replace(loop, `$1nc -w 2 ${host} ${port} </dev/null`) : undefined;
    const repair = to && changeSettings(`let it ask with nc, which ${container.image} has`, [{ setting: found.setting, to }], fix);
    return {
      summary: `init container ${container.name} waits with ${command} and never gets on, as image ${container.image ?? ''} has no ${command}: what it waits for is not even asked`,
      confidence: asks ? 'certain' : 'likely',
      object: settingObject(found.setting, fix),
      proof: [{ step: 'logs', quote: fact.quote }, specProof(subject, 'command', found.text.slice(0, 300))],
      fixes: [...present(repair), advised(`wait with a program that the image has, or use an image that has ${command}`)],
      decides: asks ? `whether ${command} is in the image` : `whether the loop goes on until ${command} succeeds`,
    };
  },
};

const ENDLESS = /^(?:true|:|\[{1,2} 1 \]{1,2})$/;

/** It is asked in the condition; or in a loop without one, which ends by what it says. */
function isInLoop(command: string, text: string): boolean {
  const word = `(?<![\\w./-])${escaped(command)}(?![\\w./-])`;
  const decides = new RegExp(
    `(?:\\$\\(\\s*|\`\\s*|\\bif\\s[^;\\n]{0,80})${word}|${word}[^;\\n]{0,200}?&&[^;\\n]{0,80}?\\b(?:break|exit)\\b`,
  );
  // What stands behind each beginning of a loop: its condition, and what it does.
  return text.split(/\b(?:until|while)\s/).some((loop, at) => {
    const [condition = '', body] = loop.slice(0, 2000).split(/[;\n]\s{0,40}do\s/, 2);
    if (at === 0 || body === undefined) return false;
    return new RegExp(word).test(condition) || (ENDLESS.test(condition.trim()) && decides.test(body.split(/\bdone\b/, 1)[0] ?? ''));
  });
}
