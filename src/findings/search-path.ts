/** A PATH of one's own without the usual folders: the runtime and the shell look for a program in its folders alone, not in the image's. */
import { valueOf } from '../evidence/evidence.ts';
import { dropVariable } from '../fixes/command-line.ts';
import { patchObject } from '../fixes/object.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';
import { USUAL_PATH } from '../trace/files/searched-folder.ts';
import { usesVariable } from '../trace/programs/shell-variables.ts';
import { startText } from '../trace/programs/start-text.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';
import { settingObject, settingProof } from './setting-proof.ts';

/** Of these, what the PATH of every image holds. */
const USUAL = ['/usr/local/bin', '/usr/bin', '/bin'];

export interface SearchPath {
  why: string;
  object: ObjectRef;
  proof: Proof;
  fix: Fix;
}

/** Undefined where the program is named with its folder, or the usual folders are among those of PATH. */
export function ownSearchPath(program: string, fix: WorkloadFix): SearchPath | undefined {
  const { subject, evidence } = fix;
  const setting = program.includes('/') ? undefined : variablesOf(subject, evidence).find(({ name }) => name === 'PATH');
  const folders = setting?.value?.split(':');
  if (!setting || !folders || USUAL.every((folder) => folders.includes(folder))) return program.includes('/') ? undefined : inScript(fix);
  return {
    why: `${placeOf(setting)} takes the place of the image's own PATH, which names the folders of its programs`,
    object: settingObject(setting, fix),
    proof: settingProof(setting, 'PATH', undefined, subject),
    fix: without(setting, fix),
  };
}

/** The start script sets it, without what it had: export PATH=/opt/app/bin. */
function inScript(fix: WorkloadFix): SearchPath | undefined {
  const start = startText(fix.subject, fix.evidence);
  const [whole = '', before = '', value = ''] = /^((?:.*[;&]\s*|\s*)(?:export\s+)?PATH=)("?[^\s;&"']+)/m.exec(start?.text ?? '') ?? [];
  const folders = value.replace('"', '').split(':');
  if (!start || whole === '' || usesVariable('PATH', value) || USUAL.every((folder) => folders.includes(folder))) return undefined;
  const to = start.setting.written?.replace(whole, () => `${before}${value}:$PATH`);
  const change =
    to === undefined ? undefined : changeSettings('keep the folders of the image in PATH', [{ setting: start.setting, to }], fix);
  if (!change) return undefined;
  return {
    why: `${start.where} sets PATH to ${folders.join(':')}, without the folders that the image has in it`,
    object: settingObject(start.setting, fix),
    proof: { step: 'get', quote: `${placeOf(start.setting)}: ${whole.trim()}` },
    fix: change,
  };
}

/** The image's own is used again. */
function without({ place }: Setting, fix: WorkloadFix): Fix {
  const { subject, evidence } = fix;
  if (place.kind !== 'configmap' || subject.container.env?.some(({ name }) => name === 'PATH'))
    return dropVariable(fix, 'take env PATH out', 'PATH');
  const map = valueOf(evidence.object('configmaps', subject.namespace, place.object));
  if (!map || place.immutable) return fix.setEnv('name the usual folders in env PATH, which goes before envFrom', [`PATH=${USUAL_PATH}`]);
  const target = { word: 'configmap', metadata: map.metadata, namespace: subject.namespace };
  return patchObject(`take key ${place.key} out of ConfigMap ${place.object}`, target, { data: { [place.key]: null } }, fix, {
    again: true,
  });
}
