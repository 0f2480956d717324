/** Why a program of Python ends as soon as its main thread does: what it is to do was never run, or nobody waits for it. */
import { advised } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { present } from '../present.ts';
import { codeInConfig } from '../trace/files/code-in-config.ts';
import { daemonThread } from '../trace/programs/daemon-thread.ts';
import { fileOf, settingsOf } from '../trace/settings/settings.ts';
import type { Ended, Reason } from './ending.ts';
import { settingObject } from './setting-proof.ts';

/** Python's own words (Objects/genobject.c, _PyErr_WarnUnawaitedCoroutine): a call of a coroutine function alone runs nothing of it. */
const UNAWAITED = /^(\/.{1,300}?):(\d{1,7}): RuntimeWarning: coroutine '([\w.<>]{1,100})' was never awaited/;

export function coroutineNotRun({ fix, log }: Ended): Reason | undefined {
  const said = log?.lines.find((line) => UNAWAITED.test(line));
  const [, file = '', line = '', name = ''] = UNAWAITED.exec(said ?? '') ?? [];
  if (said === undefined) return undefined;
  const { subject, evidence } = fix;
  const code = codeInConfig(`${file}:${line}`, subject, evidence);
  const setting = code && settingsOf(subject, evidence).find((one) => fileOf(one) === file);
  const lines = setting?.written?.split('\n') ?? [];
  const written = lines[Number(line) - 1] ?? '';
  // It is the last that is done; of another call it may do without.
  const isLast = written !== '' && lines.slice(Number(line)).every((one) => /^\s*(?:#|$)/.test(one));
  const [, indent, call] = /^(\s*)([\w.]+\(.*\))\s*$/.exec(written) ?? [];
  const isWithin = call !== undefined && withinAsync(lines, Number(line) - 1);
  const runs = isWithin ? `await ${call}` : `asyncio.run(${call})`;
  const better = call === undefined || !(isWithin || /^import asyncio\b/m.test(setting?.written ?? '')) ? undefined : `${indent}${runs}`;
  const to = better === undefined ? undefined : lines.with(Number(line) - 1, better).join('\n');
  const mended =
    setting && to !== undefined
      ? changeSettings(`write ${better?.trim()} in line ${line} of key ${code?.key}`, [{ setting, to }], fix)
      : undefined;
  return {
    why: `nothing of ${name} is run: it is a coroutine, which ${file}, line ${line}${code ? ` (key ${code.key} of ConfigMap ${code.name})` : ''} calls and does not await`,
    fixes: [mended ?? advised(`let the program run it: asyncio.run(${name}())`)],
    object: settingObject(setting, fix),
    proof: { step: code ? `get cm ${code.name}` : 'logs', quote: code ? `${code.key}, line ${line}: ${code.quote}` : said.slice(0, 200) },
    isCertain: isLast,
    ...(isLast ? {} : { decides: `whether ${name} is what the program is there for` }),
  };
}

/** The line stands in a coroutine, in which a loop runs already (asyncio.run raises RuntimeError there). */
function withinAsync(lines: readonly string[], at: number): boolean {
  const depth = (line: string) => line.search(/\S/);
  let own = depth(lines[at] ?? '');
  for (let above = at - 1; above >= 0 && own > 0; above--) {
    const line = lines[above] ?? '';
    if (depth(line) < 0 || depth(line) >= own) continue;
    if (/^\s*(?:async\s+)?def\s/.test(line)) return /^\s*async\s/.test(line);
    own = depth(line);
  }
  return false;
}

export function daemonThreads({ fix }: Ended): Reason | undefined {
  const found = daemonThread(fix.subject, fix.evidence);
  if (!found) return undefined;
  const { setting, where, quote, text } = found;
  return {
    why: `its main thread comes to its end, and what it does is done in threads that do not keep Python alive (daemon=True, ${where})`,
    fixes: present(changeSettings('let the program go on as long as these threads do', [{ setting, to: text }], fix)),
    object: settingObject(setting, fix),
    proof: { step: setting.place.kind === 'configmap' ? `get cm ${setting.place.object}` : 'get', quote },
    decides: 'whether the program ends itself before that',
  };
}
