/** Commands that give a volume the file that is looked for in it: under that name from a key that is there, or as a new key. */

import { escaped } from '../escaped.ts';
import { nearest } from '../nearest.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import type { LackingKey } from '../trace/files/lacking-key.ts';
import { fileOf, placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { ask, asksOf, kubectl } from './command.ts';
import { runCommands } from './object.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';
import { isImmutable } from './write-keys.ts';

/** With more keys than this nobody reads the command. */
const MOST = 8;

export function lackingKeyFix(lacking: LackingKey, volume: string, fix: WorkloadFix): Fix | undefined {
  const { near, keys = [], alike } = lacking;
  if (alike) return alike.length > 0 && alike.length <= MOST && !lacking.hasItems ? showAlike(lacking, alike, volume, fix) : undefined;
  return near !== undefined && (lacking.hasItems || keys.length <= MOST) ? showAs(lacking, near, keys, volume, fix) : addKey(lacking, fix);
}

export interface NamesOther {
  setting: Setting;
  fix: Fix;
  /** How the setting leads to the file, for the end of a sentence. */
  words: string;
}

/**
 * Where one setting, or a line of one mounted file, names the file: it may name the key that is near instead, else the only one of that sort,
 * of another day or number.
 */
export function nameOther({ name, file, keys = [], near, alike }: LackingKey, path: string, fix: WorkloadFix): NamesOther | undefined {
  const sort = /\.\w{1,12}$/.exec(file)?.[0];
  if (alike || (sort === undefined && !near)) return undefined;
  const settings = settingsOf(fix.subject, fix.evidence);
  const chosen = chosenByName(file, keys, settings, fix);
  if (chosen) return chosen;
  const setting =
    only(settings.filter((one) => fileOf(one) === undefined && one.written?.split('=').at(-1) === path)) ??
    // A file may name a pair, of which this is one.
    (near
      ? undefined
      : only(settings.filter((one) => fileOf(one) !== undefined && one.written?.split(path).length === 2 && wholeIn(path, one.written))));
  // What names the other file is not that file.
  const own = setting?.place.kind === 'configmap' && setting.place.object === name ? setting.place.key : undefined;
  const other = near ?? only(keys.filter((key) => sort !== undefined && key.endsWith(sort) && key !== own));
  if (other === undefined || setting?.written === undefined) return undefined;
  const to = `${path.slice(0, -file.length)}${other}`;
  const change = changeSettings(`name ${to} in ${placeOf(setting)}`, [{ setting, to: setting.written.replace(path, () => to) }], fix);
  return change && { setting, fix: change, words: `${placeOf(setting)} names the file` };
}

const INCLUDE = /^\s{0,40}include\s{1,40}(?:"[^"]{1,300}"|'[^']{1,300}'|\S{1,300}?);?\s{0,40}$/;

/** The line of a mounted file that includes it, alone. */
export function withoutInclude(path: string, fix: WorkloadFix): Fix | undefined {
  const isIt = (line: string) => INCLUDE.test(line) && line.split(path).length === 2 && wholeIn(path, line);
  const setting = only(
    settingsOf(fix.subject, fix.evidence).filter((one) => fileOf(one) !== undefined && one.written?.split('\n').some(isIt)),
  );
  const lines = setting?.written?.split('\n') ?? [];
  const [line, second] = lines.filter(isIt);
  if (!setting || line === undefined || second !== undefined) return undefined;
  const text = `take "${line.trim()}" out of ${placeOf(setting)}, if nothing is to stand in it`;
  return changeSettings(text, [{ setting, to: lines.filter((one) => one !== line).join('\n') }], fix);
}

/** A variable whose value is a part of the file's name (NODE_ENV=prod of prod.json), where there is a key for another value that is near. */
function chosenByName(file: string, keys: readonly string[], settings: readonly Setting[], fix: WorkloadFix): NamesOther | undefined {
  const found = settings.flatMap((setting) => {
    const value = setting.written ?? '';
    const at = setting.name !== undefined && /^[A-Za-z][\w-]{1,40}$/.test(value) ? partAt(file, value) : -1;
    if (at < 0) return [];
    const [before, behind] = [file.slice(0, at), file.slice(at + value.length)];
    const others = keys.flatMap((key) =>
      key.startsWith(before) && key.endsWith(behind) && key.length > before.length + behind.length
        ? key.slice(before.length, key.length - behind.length)
        : [],
    );
    const to = only(others.filter((other) => other.startsWith(value) || value.startsWith(other))) ?? nearest(value, others);
    return to === undefined ? [] : [{ setting, value, to, key: `${before}${to}${behind}` }];
  });
  const one = only(found);
  const change =
    one && changeSettings(`write ${one.to} for ${one.value} in ${placeOf(one.setting)}`, [{ setting: one.setting, to: one.to }], fix);
  return one && change && { setting: one.setting, fix: change, words: `${placeOf(one.setting)} is ${one.value}, and it has ${one.key}` };
}

/** Where the value stands as a whole word: prod in app-prod.json. */
const partAt = (file: string, value: string) => file.search(new RegExp(`(?<![A-Za-z0-9])${escaped(value)}(?![A-Za-z0-9])`));

/** No longer path goes on with it. */
const wholeIn = (path: string, text: string) =>
  /^(?![\w./-])/.test(text.slice(text.indexOf(path) + path.length)) && !/[\w.-]$/.test(text.slice(0, text.indexOf(path)));

function showAlike({ kind, file }: LackingKey, alike: NonNullable<LackingKey['alike']>, volume: string, fix: WorkloadFix): Fix {
  const index = (fix.subject.pod.spec.volumes ?? []).findIndex((one) => one.name === volume);
  return fix.patchJson(`let volume ${volume} show its keys as ${alike.map(({ path }) => path).join(', ')}, which ${file} matches`, [
    { op: 'add', path: `/volumes/${index}/${kind === 'ConfigMap' ? 'configMap' : 'secret'}/items`, value: alike },
  ]);
}

/** Once a volume names its items, it shows no others: those that it showed so far are named too. */
function showAs(
  { kind, name, file, hasItems, more }: LackingKey,
  near: string,
  keys: readonly string[],
  volume: string,
  fix: WorkloadFix,
): Fix {
  const index = (fix.subject.pod.spec.volumes ?? []).findIndex((one) => one.name === volume);
  const path = `/volumes/${index}/${kind === 'ConfigMap' ? 'configMap' : 'secret'}/items`;
  const item = { key: near, path: file };
  // A certificate and its key have one stem: who looks for tls.crt where there is server.crt, looks for tls.key, too.
  const [stem, wanted] = [stemOf(near), stemOf(file)];
  const rest = keys
    .filter((key) => key !== near)
    .flatMap((key) => [
      { key, path: key },
      ...present(key.startsWith(`${stem}.`) && !more.some((one) => one.key === key) && { key, path: `${wanted}${key.slice(stem.length)}` }),
    ]);
  return fix.patchJson(`let volume ${volume} show key ${near} of ${kind} ${name} as ${file}`, [
    ...(hasItems
      ? [item, ...more].map((value) => ({ op: 'add' as const, path: `${path}/-`, value }))
      : [{ op: 'add' as const, path, value: [item, ...rest, ...more] }]),
  ]);
}

const stemOf = (name: string) => name.replace(/\.[^.]*$/, '');

/** What a merge patch leaves out stays as it is. */
const addKey = (lacking: LackingKey, fix: WorkloadFix) =>
  keyFromFile(lacking, `add key ${lacking.file} to ${lacking.kind} ${lacking.name}`, fix);

/** The key, and `more`, with what files of the user hold. */
export function keyFromFile(
  { kind, name, file }: Pick<LackingKey, 'kind' | 'name' | 'file'>,
  text: string,
  fix: WorkloadFix,
  more: readonly string[] = [],
): Fix | undefined {
  const { evidence, subject } = fix;
  if (isImmutable(fix, { sort: kind, name })) return undefined;
  const from = [...more, file].map((one) =>
    ask(`--from-file=${one}=`, `${one.toUpperCase()}_FILE`, `a file with what ${one} is to hold`, false),
  );
  const verb = kind === 'ConfigMap' ? ['create', 'configmap', name] : ['create', 'secret', 'generic', name];
  const made = kubectl(evidence, subject.namespace, [...verb, ...from, '--dry-run=client', '-o', 'json']);
  const patched = kubectl(evidence, subject.namespace, ['patch', kind.toLowerCase(), name, '--type=merge', '--patch-file=/dev/stdin']);
  return runCommands(text, [`${made} | ${patched}`], fix, { again: true }, asksOf(from));
}
