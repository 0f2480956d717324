import { specProof } from '../evidence/proof.ts';
import { commandOfVariable } from '../findings/command-of-variable.ts';
import { ownSearchPath } from '../findings/search-path.ts';
import { dropList, repairCommand, setCommand } from '../fixes/command-line.ts';
import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { UNEXPANDED } from '../kube/expansion.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { configFiles, mountedFile } from '../trace/files/mounted-file.ts';
import { searchedFolder } from '../trace/files/searched-folder.ts';
import { imageOfProgram } from '../trace/history/image-of-program.ts';
import { interpreterOf } from '../trace/programs/interpreters.ts';
import { runsNothing } from '../trace/programs/programs.ts';
import { isShell } from '../trace/programs/shell-line.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const commandNotFound: Cause = {
  id: 'command-not-found',
  title: 'the program that the container should run is not in its image',
  tier: 'kubernetes',
  covers: ['img.cmd-not-found'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const started = startFailure(subject);
    if (started?.failure.sort !== 'not-found') return undefined;
    const { program } = started.failure;
    const { container } = subject;
    const { command = [], args = [] } = container;
    // Told by unexpanded-variable.
    if (UNEXPANDED.test(program)) return undefined;
    // Hidden by a mount, or looked for in a folder that the spec names: told by the causes of those.
    if (program.startsWith('/') && mountedFile(program, subject)) return undefined;
    if (/^\.{1,2}\//.test(program) && container.workingDir) return undefined;
    if (searchedFolder(subject, evidence)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const named = commandOfVariable(program, fix);
    const inSpec = command[0] === program ? 'command' : command.length === 0 && args[0] === program ? 'args' : named?.list;
    const path = ownSearchPath(program, fix);
    const hidden = path || program.includes('/') ? undefined : variablesOf(subject, evidence).find(isHiddenPath);
    const repair = path ?? named ?? repairCommand(fix, program);
    const other = otherImage(subject, evidence);
    const meant = inSpec && !repair && program.startsWith('/') ? imageOfProgram(program, subject, evidence) : undefined;
    const shell = isShell(program) ? ', so it has no such shell' : '';
    return {
      summary: `container ${container.name} cannot start: ${program === '' ? 'an empty word stands for its program, which is not found' : `${program} is not found`} ${path ? `in the folders of PATH: ${path.why}` : `in image ${container.image ?? ''}${shell}`}${path ? '' : repair?.why ? `; ${repair.why}` : program === '' && inSpec ? `; ${inSpec}[0] is empty` : meant ? `; node ${subject.pod.spec.nodeName} has ${meant.image}, which is called after that program` : inSpec ? '' : '; the image itself names it as its program'}${hidden ? `; its PATH is from ${placeOf(hidden)}, which is not read` : ''}`,
      confidence: hidden ? 'likely' : 'certain',
      object: path?.object ?? named?.object ?? fix.containerObject(inSpec ?? 'image'),
      proof: [
        started.proof,
        ...present(inSpec && specProof(subject, inSpec, JSON.stringify(container[inSpec])), path?.proof, named?.proof, meant?.proof),
        ...(repair ? [] : other.proof),
      ],
      fixes: [
        ...present(
          repair?.fix,
          meant && fix.patchContainer(`run ${meant.image}, if that is the program that is meant`, { image: meant.image }),
        ),
        ...other.fixes,
        ...present(inSpec && !repair && instead(inSpec, fix)),
        ...(inSpec || path || other.fixes.length
          ? []
          : [advised(`build the image anew with ${program} in it, or name the program under command`)]),
      ],
      decides: `whether the folder of ${program} is in its PATH`,
    };
  },
};

const isHiddenPath = ({ name, place }: Setting) => name === 'PATH' && place.kind === 'secret';

/** What the image runs by itself; the images of languages and of bare systems run nothing, but may run the one program that a ConfigMap brings. */
function instead(list: 'command' | 'args', fix: WorkloadFix): Fix {
  const { image = '' } = fix.subject.container;
  if (!runsNothing(image)) return dropList(fix, `take ${list} out, so that the image's own program runs`, list);
  const interpreter = interpreterOf(image);
  const file = interpreter && only(configFiles(fix.subject, fix.evidence).filter(({ path }) => interpreter.file.test(path)));
  return file
    ? setCommand(fix, `let it run ${file.path}, which ConfigMap ${file.name} brings`, [...interpreter.words, file.path], true)
    : advised(
        `name a program under ${list} that the image has, or take an image that has this one: by itself ${image} runs nothing that lasts`,
      );
}
