/** For a script that may not be executed: the mode of the volume that it comes from, else its interpreter. */
import type { Fix } from '../report.ts';
import { fileMode, modeText } from '../trace/files/file-mode.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { byInterpreter } from '../trace/programs/interpreters.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
import { setCommand, setWord } from './command-line.ts';
import type { WorkloadFix } from './workload.ts';

/** 0755; the API takes modes as decimal numbers in JSON. */
const EXECUTABLE = 0o755;

export interface ExecuteBit {
  fix: Fix;
  where: string;
  field: string;
}

export function executeBit(path: string, fix: WorkloadFix): ExecuteBit {
  const mounted = mountedFile(path, fix.subject);
  const kind = mounted && (['configMap', 'secret', 'projected', 'downwardAPI'] as const).find((word) => mounted.volume[word]);
  if (mounted && kind) {
    return {
      where: `it comes from volume ${mounted.volume.name}, whose files are mounted with mode ${modeText(fileMode(mounted.volume, mounted.source?.key) ?? 0o644)}`,
      field: `volumes[${mounted.volume.name}].${kind}.defaultMode`,
      fix: fix.patchSpec(`mount the files of volume ${mounted.volume.name} with mode 0755`, {
        volumes: [{ name: mounted.volume.name, [kind]: { defaultMode: EXECUTABLE } }],
      }),
    };
  }
  // A name without an extension is most often a binary, which no interpreter runs; what lies in such a volume a container has put there.
  if (mounted && !/\.\w{1,5}$/.test(path))
    return {
      where: `it lies in volume ${mounted.volume.name}`,
      field: `volumes[${mounted.volume.name}]`,
      fix: fix.edit(`let what puts ${path} into volume ${mounted.volume.name} make it executable, too (chmod 0755)`),
    };
  return {
    where: mounted ? `it lies in volume ${mounted.volume.name}` : 'the image has it without its execute bit',
    field: 'command',
    fix: startedBy(path, fix),
  };
}

function startedBy(path: string, fix: WorkloadFix): Fix {
  const { command = [], args = [] } = fix.subject.container;
  const words = byInterpreter(path);
  const text = `run it by its interpreter: ${words.join(' ')}`;
  const line = shellLine({ command, args });
  if (line?.line.includes(path)) return setWord(fix, text, line.list, line.index, line.line.replace(path, words.join(' ')));
  if (command.length === 0 && args[0] === path)
    return fix.patchJson(
      text,
      words.slice(0, -1).map((value, at) => ({ op: 'add', path: `${fix.containerPath}/args/${at}`, value })),
    );
  return setCommand(fix, text, [...words, ...(command[0] === path ? command.slice(1) : [])], false);
}
