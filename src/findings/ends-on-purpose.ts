/** Where the text of a program, or of its start script, shows that it ends well by its own will, and which setting leads there. */
import { askedSetting } from '../fixes/asked-setting.ts';
import { advised } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { nearest } from '../nearest.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { caseBranch } from '../trace/programs/case-branch.ts';
import { type CodePlace, indentOf, programCode } from '../trace/programs/program-code.ts';
import { saidInCode } from '../trace/programs/said-in-code.ts';
import { stopFile } from '../trace/programs/stop-file.ts';
import { fileOf, placeOf, type Setting, settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { oppositeOf } from '../trace/settings/switches.ts';
import { type Entry, entriesOf } from '../trace/texts/entries.ts';
import type { Ended, Reason } from './ending.ts';
import { settingObject, settingProof } from './setting-proof.ts';

export function caseTaken({ fix, log }: Ended): Reason | undefined {
  const { subject, evidence } = fix;
  const taken = log && caseBranch(log.lines, subject, evidence);
  const setting = taken?.setting;
  if (!taken || !setting) return undefined;
  const { start, name, value, label, line, others } = taken;
  const one = only(others);
  const place = placeOf(setting);
  const change =
    one === undefined
      ? undefined
      : changeSettings(`let ${place} be ${one}, with which the script starts a program that goes on`, [{ setting, to: one }], fix);
  const asked =
    others.length > 1
      ? askedSetting(`give ${place} another value`, setting, { name, refused: value, what: `one of ${others.join(', ')}` }, fix)
      : undefined;
  return {
    why: `its start script ends in the branch ${label}) of its case on ${name} (${placeOf(start.setting)}, line ${line}), as ${place} is "${value}"${others.length > 0 ? `; it starts a program that goes on where that is ${others.join(' or ')}` : ''}`,
    fixes: [change ?? asked ?? advised(`give ${place} a value with which the script starts its program`)],
    object: settingObject(setting, fix),
    proof: settingProof(setting, undefined, undefined, subject),
    isCertain: true,
  };
}

/** RUN_ONCE, ONE_SHOT, SYNC_EXIT_AFTER_RUN. */
const ONCE = /(?:^|_)(?:(?:RUN_?)?ONCE|ONE_?SHOT|SINGLE_RUN|EXIT_AFTER\w*)$/i;
/** What is to be done once while it runs on. */
const AT_WORK = /(?:^|_)(?:ALERT|BUILD|CACHE|CHECK|FETCH|INIT|LOAD|LOG|MIGRATE|NOTIFY|PRINT|SEED|SET|WARN)_?ONCE$/i;
const YES = /^(?:true|yes|on|1|enabled?|y)$/i;

/** A variable that is called so, and is on. */
export function toldOnceByName({ fix }: Ended): Reason | undefined {
  const { subject, evidence } = fix;
  const setting = only(
    variablesOf(subject, evidence).filter(({ name = '', value = '' }) => ONCE.test(name) && !AT_WORK.test(name) && YES.test(value.trim())),
  );
  if (!setting) return undefined;
  const to = setting.written && oppositeOf(setting.written);
  const mended = to ? changeSettings('let it keep running, if it is meant to', [{ setting, to }], fix) : undefined;
  return {
    why: `by its name ${placeOf(setting)}, which is ${setting.value}, tells it to run once`,
    fixes: present(mended),
    object: settingObject(setting, fix),
    proof: settingProof(setting, undefined, undefined, subject),
  };
}

export function stopFileLeft({ fix }: Ended): Reason | undefined {
  const found = stopFile(fix.subject, fix.evidence);
  if (!found) return undefined;
  const { path, start, line, volume, maker, hook, without } = found;
  const by = maker === fix.subject.container.name ? 'its own preStop hook' : `the preStop hook of container ${maker}`;
  const mended = changeSettings(`let it take ${path} away before it begins`, [{ setting: start.setting, to: without }], fix);
  return {
    why: `${start.where} ends where ${path} is there (line ${line}); ${by} makes that file (${hook.slice(0, 100)}), also where the kubelet only starts the container anew, and volume ${volume} keeps it`,
    fixes: present(mended),
    object: settingObject(start.setting, fix),
    proof: { step: 'get', quote: `lifecycle.preStop of ${maker}: ${hook.slice(0, 160)}`, path: 'lifecycle.preStop' },
    decides: `whether ${path} is there at its start`,
  };
}

/** What ends it, in the lines behind that which prints its last words. */
const ENDS = /^\s*(?:return\b|(?:sys\.|os\._?|process\.)?exit\(\s{0,9}0?\s{0,9}\)|raise SystemExit(?:\(\s{0,9}0?\s{0,9}\))?\s*$)/;

export function endedOnPurpose({ fix, last }: Ended): Reason | undefined {
  const { subject, evidence } = fix;
  const said = last === undefined ? undefined : saidInCode(last, subject, evidence);
  if (!said?.condition || !/^\}?\s*(?:if|elif|else)\b/.test(said.condition) || !endsBehind(said, fix)) return undefined;
  const variable = variablesOf(subject, evidence).find(({ name }) => name !== undefined && name === said.reads);
  const entry = variable ? undefined : entryTested(said.condition, fix);
  const setting = variable ?? entry?.setting;
  const value = variable?.value ?? entry?.value;
  const about =
    setting && value !== undefined
      ? `; that is about ${variable ? placeOf(setting) : `${entry?.key} in ${placeOf(setting)}`}, which is ${value}`
      : '';
  const elsewhere = variable && mountedNear(variable, said.condition, fix);
  return {
    why: `it ends on purpose at ${said.where}, behind "${said.condition}"${about}${elsewhere ? `; volume ${elsewhere.volume} is mounted at ${elsewhere.path}` : ''}`,
    fixes: [
      elsewhere
        ? (changeSettings(
            `let ${placeOf(elsewhere.setting)} be ${elsewhere.path}, where volume ${elsewhere.volume} is`,
            [{ setting: elsewhere.setting, to: elsewhere.path }],
            fix,
          ) ?? [])
        : (switched(setting, entry, fix) ?? advised(`see what leads there ("${said.condition.slice(0, 100)}")`)),
    ].flat(),
    object: settingObject(setting, fix),
    ...(setting ? { proof: settingProof(setting, entry?.key, entry?.value, subject) } : {}),
    decides: 'whether what it looks for there is meant to be so',
  };
}

function endsBehind({ at }: CodePlace, { subject, evidence }: WorkloadFix): boolean {
  const lines = programCode(subject, evidence)?.lines ?? [];
  const indent = indentOf(lines[at] ?? '');
  const behind = lines.slice(at + 1).filter((line) => line.trim() !== '');
  const block = behind.slice(
    0,
    Math.max(
      0,
      behind.findIndex((line) => indentOf(line) < indent),
    ),
  );
  return (block.length > 0 ? block : behind).slice(0, 3).some((line) => indentOf(line) === indent && ENDS.test(line));
}

interface EntryTested {
  setting: Setting;
  key: string;
  value: string;
  entry: Entry;
}

/** settings.get("enabled"), config["enabled"], config.enabled: a switch of the only mounted file that has it. */
function entryTested(condition: string, { subject, evidence }: WorkloadFix): EntryTested | undefined {
  const keys = [...condition.matchAll(/["']([A-Za-z_][\w-]{1,60})["']|\.([a-z_]\w{1,60})\b(?!\()/g)].map(
    ([, text, member]) => text ?? member ?? '',
  );
  return only(
    settingsOf(subject, evidence).flatMap((setting) => {
      const file = fileOf(setting);
      if (file === undefined || setting.written === undefined) return [];
      return entriesOf(setting.written, file).flatMap((entry) => {
        const key = entry.path.at(-1) ?? '';
        const value = entry.value?.text ?? '';
        return keys.includes(key) && oppositeOf(value) !== undefined ? [{ setting, key, value, entry }] : [];
      });
    }),
  );
}

function switched(setting: Setting | undefined, entry: EntryTested | undefined, fix: WorkloadFix): Fix | undefined {
  if (!setting) return undefined;
  const at = entry?.entry.value;
  const to = oppositeOf(at?.text ?? setting.written ?? '');
  if (to === undefined) return undefined;
  const { written = '' } = setting;
  const text = at ? `${written.slice(0, at.start)}${to}${written.slice(at.end)}` : to;
  return changeSettings(`let ${entry ? `${entry.key} in ` : ''}${placeOf(setting)} be ${to}`, [{ setting, to: text }], fix);
}

/** A folder or file that it looks for, and a volume that is mounted under nearly the same name. */
function mountedNear(
  variable: Setting,
  condition: string,
  { subject }: WorkloadFix,
): { setting: Setting; path: string; volume: string } | undefined {
  const { value = '' } = variable;
  const mounts = subject.container.volumeMounts ?? [];
  if (!/\b(?:exists|existsSync|isdir|is_dir|isfile|is_file|access)\b/.test(condition) || !/^\/[\w./-]+$/.test(value)) return undefined;
  if (mounts.some(({ mountPath }) => value === mountPath || value.startsWith(`${mountPath}/`))) return undefined;
  const path = nearest(
    value,
    mounts.map(({ mountPath }) => mountPath),
  );
  const mount = mounts.find(({ mountPath }) => mountPath === path);
  return mount && { setting: variable, path: mount.mountPath, volume: mount.name };
}
