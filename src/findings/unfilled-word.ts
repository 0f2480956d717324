/** $(NAME), $NAME or ${NAME} in the command of a probe or a hook, where nobody puts its value in. */
import { inScript } from '../shell-word.ts';
import { isShell } from '../trace/programs/shell-line.ts';

export interface UnfilledWord {
  /** What is wrong, for a sentence. */
  words: string;
  text: string;
  command: string[];
}

/** What every container has without a word in its spec: of the runtime, and the kubelet's name of the host. */
const OF_RUNTIME = ['HOME', 'HOSTNAME', 'PATH'];

/**
 * Only a shell puts values in place of $NAME, and to a shell $(NAME) is the output of a program of that name. The kubelet does so of
 * $(NAME) in a container's command, args and env; in a probe where the spec has the value (pkg/kubelet/prober/prober.go,
 * ExpandContainerCommandOnlyStatic: `isFilled`); and never in a hook (pkg/kubelet/lifecycle/handlers.go, Run).
 */
export function unfilledWord(
  command: readonly string[],
  names: readonly string[],
  isFilled: (name: string) => boolean,
): UnfilledWord | undefined {
  const shell = command.some(isShell); // also behind another program: timeout 5 sh -c …
  const found = command
    .flatMap((word) => [...word.matchAll(/\$(?:\{(\w{1,200})\}|\((\w{1,200})\)|([A-Za-z_]\w{0,200}))/g)])
    .find(([, , round]) => (round === undefined ? !shell : !isFilled(round)));
  const name = found?.[1] ?? found?.[2] ?? found?.[3];
  if (!found || name === undefined || !(names.includes(name) || (!found[2] && OF_RUNTIME.includes(name)))) return undefined;
  if (shell)
    return {
      words: `; the kubelet does not fill ${found[0]} in there, and ${command.some((word) => word.includes(`'${found[0]}'`)) ? 'between single quotes the shell leaves it as it stands' : `to the shell it is the output of a program ${name}`}`,
      text: `let the shell put the value of ${name} in`,
      command: command.map((word) => word.replaceAll(`'${found[0]}'`, `"$${name}"`).replaceAll(found[0], `$${name}`)),
    };
  const line = command.map((word) => inScript(word.replace(/\$\((\w{1,200})\)/g, '$$$1')));
  const why = found[2] === undefined ? 'as no shell runs it' : 'as the kubelet does not know its value';
  return {
    words: `; it is given ${found[0]} as it stands, ${why}`,
    text: `let a shell run the command, which puts the value of ${name} in`,
    command: ['sh', '-c', line.join(' ')],
  };
}
