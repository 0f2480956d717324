import { type Evidence, keysOf, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { madeAgain } from '../findings/made-again.ts';
import { settingAtFault } from '../findings/setting-at-fault.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import { advised } from '../fixes/fix.ts';
import { rollback } from '../fixes/rollback.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { mayWrite } from '../kube/pod.ts';
import type { Fact } from '../logs/fact.ts';
import { decisiveFact } from '../logs/reading.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { codeInConfig } from '../trace/files/code-in-config.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { goesOn, type Made, madeByScript } from '../trace/programs/made-by-script.ts';
import { fileOf, placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

/** What lets it be there already (POSIX mkdir -p; ln -f, and -n for a link that leads to a folder). */
const REPEATABLE: Record<string, string> = {
  mkdir: 'mkdir -p',
  ln: 'ln -fn',
  python: 'os.makedirs(…, exist_ok=True)',
  node: 'fs.mkdirSync(…, { recursive: true })',
  go: 'os.MkdirAll',
};
/** Calls that have no other arguments yet (docs.python.org, os and pathlib; nodejs.org/api/fs.html). */
const CALLS: readonly [form: RegExp, repeatable: string][] = [
  [/\bos\.(?:mkdir|makedirs)\(([^,()]{1,200}|f?["'][^"'\n]{1,200}["'])\)/, 'os.makedirs($1, exist_ok=True)'],
  [/\.mkdir\(\)/, '.mkdir(parents=True, exist_ok=True)'],
  [/\bmkdirSync\(([^,()]{1,200}|[`"'][^`"'\n]{1,200}[`"'])\)/, 'mkdirSync($1, { recursive: true })'],
];

export const folderExists: Cause = {
  id: 'folder-exists',
  title: 'it makes what an earlier start has left there',
  tier: 'kubernetes',
  covers: ['app.not-repeatable', 'cfg.bad-value', 'cfg.mountpath-wrong'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'already-there');
    if (!fact || !attempt || attempt.exitCode === 0) return undefined;
    if (fact.phrase === 'shell/postgres-made') return madeAgain(fact, new WorkloadFix(subject, evidence));
    const { program, path } = fact.fields;
    const key = fileOfKey(path, subject, evidence);
    if (key) return nameTaken(fact, key, new WorkloadFix(subject, evidence));
    const found = /^(?:python|node|go)$/.test(program)
      ? callIn(log?.block ?? [], subject, evidence)
      : madeByScript(program, path, REPEATABLE[program] ?? program, subject, evidence);
    if (found && goesOn(found, subject, evidence)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    if (found?.isAsked) return lockLeft(fact, found.setting, fix);
    const says = `container ${container.name} makes ${path} with ${program}, which exists: ${whyThere(path, subject)}`;
    if (!found)
      return {
        summary: says,
        confidence: 'likely',
        object: { kind: 'Image', name: container.image ?? '' },
        proof: [logProof(subject, fact), attemptProof(subject)],
        fixes: [advised(`let it say ${REPEATABLE[program]}, which may be there already`)],
        decides: `the script or program that makes ${path}`,
      };
    const { setting, to } = found;
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args|mount|volume)\b/.test(change));
    const repair = changeSettings(`say ${REPEATABLE[program]}, which may be there already`, [{ setting, to }], fix);
    return { summary: `${says} (${placeOf(setting)})`, confidence: 'certain', ...settingAtFault(fact, setting, { back, repair }, fix) };
  },
};

function whyThere(path: string, subject: Subject): string {
  const { pod, container } = subject;
  const volume = mountedFile(path, subject)?.volume.name;
  const inits = pod.spec.initContainers ?? [];
  const own = inits.findIndex(({ name }) => name === container.name);
  const maker = inits.slice(0, own < 0 ? inits.length : own).find((init) => mayWrite(init, volume));
  if (maker) return `volume ${volume}, which init container ${maker.name} writes to before, has it already`;
  return volume ? `volume ${volume} has kept it from an earlier start` : 'it is there already';
}

/** `if ! mkdir /data/lock`: of two runs one makes it; what an earlier run has not taken away keeps out all others. */
function lockLeft(fact: Fact<'already-there'>, setting: Setting, fix: WorkloadFix): Match {
  const { subject } = fix;
  const { path } = fact.fields;
  const volume = mountedFile(path, subject)?.volume;
  return {
    summary: `container ${subject.container.name} takes ${path} for a lock, which another run has, or an earlier one has left${volume ? ` in volume ${volume.name}` : ''} (${placeOf(setting)})`,
    confidence: 'likely',
    ...settingAtFault(fact, setting, { back: undefined, repair: undefined }, fix),
    fixes: [
      ...present(volume?.emptyDir && fix.restart('start a new pod, which has an empty volume')),
      advised(`take ${path} away, if no other run has it, and let the script do so as it ends: trap 'rmdir ${path}' EXIT`),
    ],
    decides: `whether another run that has made ${path} still goes on`,
  };
}

type Source = NonNullable<NonNullable<ReturnType<typeof mountedFile>>['source']>;

/** The key of a ConfigMap or Secret that is a file of this name. */
function fileOfKey(path: string, subject: Subject, evidence: Evidence): Source | undefined {
  const source = mountedFile(path, subject)?.source;
  const keys = source && keysOf(source.kind, source.name, subject.namespace, evidence);
  return source?.key !== undefined && keys?.includes(source.key) ? source : undefined;
}

/** A file is where it wants a folder: mkdir -p takes that for no folder that is there already (POSIX mkdir, EEXIST). */
function nameTaken(fact: Fact<'already-there'>, { kind, name, key }: Source, fix: WorkloadFix): Match {
  const { subject, evidence } = fix;
  const { program, path } = fact.fields;
  const setting = settingsOf(subject, evidence).find(
    (one) => one.value === path && (one.name !== undefined || one.place.kind === 'argument'),
  );
  const place = setting && placeOf(setting);
  const what = 'a folder that is not there yet, or that it may write to';
  const asked = setting && askedSetting(`let ${place} name another folder`, setting, { name: setting.name, refused: path, what }, fix);
  return {
    summary: `container ${subject.container.name} makes the folder ${path} with ${program}, and a file of that name is there: key ${key} of ${kind} ${name}${place ? `; ${place} names it` : ''}`,
    confidence: 'certain',
    object: setting ? settingObject(setting, fix) : fix.containerObject('volumeMounts'),
    proof: [
      logProof(subject, fact),
      ...present(setting && settingProof(setting, undefined, undefined, subject)),
      { step: `get ${kind === 'ConfigMap' ? 'cm' : 'secret'} ${name}`, quote: `key ${key}, mounted as ${path}` },
      attemptProof(subject),
    ],
    fixes: [asked ?? advised(`let it make another folder, or mount key ${key} of ${kind} ${name} elsewhere`)],
  };
}

/** Python's and Node.js's frames. */
const FRAME = /File "(\/[^"\n]{1,300})", line (\d{1,7})|(?:\(|\bat )(\/[^():\n]{1,300}):(\d{1,7}):\d{1,7}/g;

/** The only call of the trace that stands in a program which a ConfigMap brings. */
function callIn(block: readonly string[], subject: Subject, evidence: Evidence): Made | undefined {
  const frames = [...block.join('\n').matchAll(FRAME)].map(([, file, line, other, at]) => `${file ?? other}:${line ?? at}`);
  return only(
    [...new Set(frames)].flatMap((frame) => {
      const code = codeInConfig(frame, subject, evidence);
      const setting = code && settingsOf(subject, evidence).find((one) => code.place === `${fileOf(one)}:${code.line}`);
      const lines = setting?.written?.split('\n') ?? [];
      const line = code && lines[code.line - 1];
      const call = line === undefined ? undefined : CALLS.find(([form]) => form.test(line));
      if (!code || !setting || line === undefined || !call) return [];
      lines[code.line - 1] = line.replace(...call);
      return [{ setting, to: lines.join('\n') }];
    }),
  );
}
