/** Why a file that a program wants is not there: who has it, who names it, and which volume should bring it. */

import { escaped } from '../escaped.ts';
import { configMapProof, keysProof, specProof } from '../evidence/proof.ts';
import { intoVariables } from '../fixes/assignment.ts';
import { kubectl } from '../fixes/command.ts';
import { dropList, setWord } from '../fixes/command-line.ts';
import { startsProgram, withoutProgram } from '../fixes/entry-point.ts';
import { look } from '../fixes/fix.ts';
import { withoutInclude } from '../fixes/lacking-key.ts';
import { mountFile } from '../fixes/mount.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { writeWhereWanted } from '../fixes/written-file.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type FilledBy, filledBy } from '../trace/files/filled-by.ts';
import { type FileHolder, isPartlyMounted } from '../trace/files/holder-of-file.ts';
import type { MountedFile } from '../trace/files/mounted-file.ts';
import { type NamingWord, optionAt } from '../trace/files/program-file.ts';
import { unseenFiles } from '../trace/files/unseen-files.ts';
import type { Elsewhere } from '../trace/files/working-directory.ts';
import { runsNothing } from '../trace/programs/programs.ts';
import { isAssignment } from '../trace/programs/shell-line.ts';
import { fileOf, placeOf, type Setting, settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { type Absence, bringIt, filledProof, isNoJar, tellPlace } from './absence.ts';
import { meantFile } from './meant-file.ts';
import { namedBySetting } from './named-by-setting.ts';
import { settingObject } from './setting-proof.ts';

/** An object has it that is not mounted there. */
export function heldBy(holder: FileHolder, named: NamingWord | undefined, path: string, fix: WorkloadFix): Absence {
  return {
    why: `; ${holder.kind} ${holder.name} has it, and ${isPartlyMounted(holder, fix.subject) ? 'of that only another part is mounted' : 'is not mounted'}`,
    isCertain: holder.isMeant || named !== undefined,
    object: fix.containerObject('volumeMounts'),
    proof: [...present(named && listProof(named, fix)), keysProof(holder.kind, holder.name, holder.key)],
    fixes: [mountFile(fix, holder, path)],
  };
}

/** Another container's own line puts it at that very path: it is that container's work that is not done. */
export function notPutThere(writer: FilledBy, { subject, evidence }: WorkloadFix): Absence {
  const { by, container, kind } = writer;
  const list = kind === 'app' ? 'containers' : 'initContainers';
  return {
    why: `; ${by} is to put it there, and has not${kind === 'init' ? '' : ' yet'}`,
    isCertain: false,
    object: { kind: 'Pod', namespace: subject.namespace, name: subject.pod.metadata.name, field: `spec.${list}[${container.name}]` },
    proof: [filledProof(writer)],
    fixes: [
      look(
        `see why ${by} did not put it there: "${writer.line.slice(0, 120)}"`,
        kubectl(evidence, subject.namespace, ['logs', subject.pod.metadata.name, '-c', container.name]),
      ),
    ],
  };
}

/** Its own command line names it. */
export function namedByCommand(named: NamingWord, path: string, mounted: MountedFile | undefined, fix: WorkloadFix): Absence {
  const { subject, evidence } = fix;
  const { list, word } = named;
  const filled = mounted && filledBy(path, mounted.mount, subject, evidence);
  const isTwice = list === 'args' && startsProgram(subject.container, path);
  const set = isAssignment(word) ? intoVariables(fix, list) : undefined;
  const meant = set ? undefined : meantFile(path, named, filled, mounted !== undefined, fix, evidence);
  // The image of a language, or of a bare system, runs nothing by itself.
  const isBare = list === 'command' && runsNothing(subject.container.image ?? '');
  const without = isTwice ? withoutProgram(fix) : withoutOption(named, path, fix);
  const why = isTwice
    ? `, the first of its args: the image's entrypoint is given all of them, and has a program already`
    : `, which its ${listNames(named)}${word === path ? '' : ` as ${word}`}${set ? ': that is no file, but a variable, as only a shell sets it' : (meant?.words ?? '')}`;
  return {
    why,
    isCertain: true,
    object: fix.containerObject(list),
    proof: [listProof(named, fix), ...(meant?.proof ?? []), ...present(filled && filledProof(filled))],
    fixes: present(
      meant?.fix,
      set,
      set || isBare || meant?.isThere ? undefined : without,
      filled && !isNoJar(filled, path) ? writeWhereWanted(filled, fix, mounted.mount, path) : undefined,
      isBare && !meant ? (filled && !isNoJar(filled, path) ? tellPlace(filled) : bringIt(path)) : undefined,
    ),
  };
}

/** The option goes; where the list has nothing else, or it is no option's, the list. */
function withoutOption({ list, word }: NamingWord, path: string, fix: WorkloadFix): Fix {
  const words = fix.subject.container[list] ?? [];
  const option = optionAt(words, words.indexOf(word), path);
  if (!option || (list === 'args' && words.length === option.count))
    return dropList(fix, `take ${list} out, so that the image's own run${list === 'command' ? 's' : ''}`, list);
  const { from, count } = option;
  return fix.patchJson(
    `take ${words.slice(from, from + count).join(' ')} out, so that the program does without`,
    Array.from({ length: count }, () => ({ op: 'remove' as const, path: `${fix.containerPath}/${list}/${from}` })),
  );
}

/** A ConfigMap brings it, and not where a relative name leads: whoever names it can name its path. */
export function fromOtherFolder(other: Elsewhere, named: NamingWord | undefined, wanted: string, fix: WorkloadFix): Absence {
  const { path, folder, map, key, workingDir, canMove } = other;
  const { container } = fix.subject;
  const variable = named ? undefined : namedBySetting(wanted, variablesOf(fix.subject, fix.evidence), fix, path);
  const words = named && container[named.list];
  const put =
    named && words
      ? setWord(
          fix,
          `name ${path} in ${named.list}`,
          named.list,
          words.indexOf(named.word),
          named.word.replace(wanted, () => path),
        )
      : variable?.fix;
  const moved = canMove
    ? fix.patchContainer(`let the working directory be ${folder}, from which it is found`, { workingDir: folder })
    : undefined;
  const by = named ? `, which its ${listNames(named)}` : variable ? `, which ${placeOf(variable.setting)} names` : '';
  return {
    why: `${by}: it looks from its working directory (${workingDir ?? 'that of the image'}), and ConfigMap ${map} brings it as ${path}`,
    isCertain: workingDir !== undefined,
    object: fix.containerObject(named?.list ?? (variable ? `env[${variable.setting.name}]` : 'workingDir')),
    proof: [
      ...present(workingDir && specProof(fix.subject, 'workingDir', workingDir)),
      configMapProof(map, `key ${key}, mounted as ${path}`),
      ...present(
        named && listProof(named, fix),
        variable && specProof(fix.subject, `env ${variable.setting.name}`, variable.setting.value ?? ''),
      ),
    ],
    fixes: [put ?? moved ?? bringIt(wanted)],
  };
}

/** No volume is mounted there; a variable, or a file of a ConfigMap, may name it. */
export function fromNowhere(path: string, fix: WorkloadFix): Absence {
  const { subject, evidence } = fix;
  const there = path.startsWith('/')
    ? undefined
    : only(unseenFiles(subject, evidence).filter((one) => one.path.endsWith(`/${path.replace(/^(?:\.\/)+/, '')}`)));
  const variable = namedBySetting(path, variablesOf(subject, evidence), fix, there?.path);
  if (there && variable?.fix)
    return {
      why: `, which ${placeOf(variable.setting)} names: that is looked for from the working directory, and key ${there.key} of ${there.kind} ${there.name} is mounted as ${there.path}`,
      isCertain: true,
      object: fix.containerObject(`env[${variable.setting.name}]`),
      proof: [
        specProof(subject, `env ${variable.setting.name}`, variable.setting.value ?? ''),
        keysProof(there.kind, there.name, there.key),
      ],
      fixes: [variable.fix],
    };
  const setting = variable?.setting ?? fileThatNames(path, fix);
  const nobody = `; neither image ${subject.container.image ?? ''} nor a volume brings it`;
  return {
    why: `${setting ? `, which ${placeOf(setting)} names` : ''}${nobody}`,
    isCertain: false,
    object: variable
      ? fix.containerObject(`env[${variable.setting.name}]`)
      : setting
        ? settingObject(setting, fix)
        : fix.containerObject('volumeMounts'),
    proof: variable ? [specProof(subject, `env ${variable.setting.name}`, variable.setting.value ?? '')] : [],
    fixes: present(variable?.fix ?? withoutInclude(path, fix), bringIt(path)),
  };
}

/** The only mounted file with the path in it, as a whole. */
const fileThatNames = (path: string, { subject, evidence }: WorkloadFix): Setting | undefined =>
  only(
    settingsOf(subject, evidence).filter(
      (one) => fileOf(one) !== undefined && new RegExp(`(?<![\\w./-])${escaped(path)}(?![\\w./-])`).test(one.written ?? ''),
    ),
  );

const listNames = ({ list }: NamingWord) => (list === 'command' ? 'command names' : 'args name');

const listProof = ({ list }: NamingWord, { subject }: WorkloadFix) => specProof(subject, list, (subject.container[list] ?? []).join(' '));
