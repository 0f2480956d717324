/** From flags and words to the one command that they mean, or to why they mean none. */

import type { Connection } from '../cluster/connection.ts';
import { type Command, type Live, type Options, SHELLS } from '../command.ts';
import { UsageError } from '../errors.ts';
import { didYouMean } from '../help.ts';
import { FLAGS } from './flags.ts';
import { targetsOf } from './targets.ts';
import type { Values } from './values.ts';

/** `verb`: the first word, where it may be a command: after `--` it is a name. */
export function commandOf(
  values: Values,
  words: readonly string[],
  verb: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  program: string,
): Command {
  const options = optionsOf(values, env);
  const live = liveOf(values);
  if (verb === 'explain' || verb === 'demo' || verb === 'completion') {
    const [, argument, ...more] = words;
    if (more.length > 0) throw new UsageError(`${verb} takes one word, not ${words.length - 1} (a pod called ${verb} is pod/${verb})`);
    const lasting = flagOf(live);
    if (lasting) throw new UsageError(`${verb} has nothing to wait for; leave out --${lasting}`);
    if (verb === 'explain') return { kind: 'explain', ...given({ topic: argument }), options };
    if (verb === 'demo') return { kind: 'demo', ...given({ name: argument, container: values.container }), options };
    return { kind: 'completion', shell: shellOf(argument, program) };
  }
  return question(values, words, live, options, env, program);
}

function question(
  values: Values,
  words: readonly string[],
  live: Live,
  options: Options,
  env: Readonly<Record<string, string | undefined>>,
  program: string,
): Command {
  const { selector, container, since: sinceMs } = values;
  const connection = connectionOf(values);
  const contexts = namesOf(values.contexts);
  const { targets, onlyKind } = targetsOf(words);
  const lasting = flagOf(live);
  if (onlyKind && onlyKind !== 'pods') {
    throw new UsageError(`which ${words[0]}? add its name, as in ${words[0]}/web (a pod called ${words[0]} is pod/${words[0]})`);
  }
  if (targets.length > 0) refuseBesideName(values, connection, contexts);
  if (lasting) refuseBesideLasting(lasting, live, options, targets.length);
  if (live.catch && !options.exec) {
    const forbids = values['no-exec'] === undefined ? `CRASHLOOP_NO_EXEC=${env.CRASHLOOP_NO_EXEC}` : '--no-exec';
    throw new UsageError(`--catch waits to run the exec step, which ${forbids} forbids; leave out one of them`);
  }
  const isWide = connection.allNamespaces || contexts !== undefined || sinceMs !== undefined;
  if (targets.length > 0 || (selector && !isWide)) {
    return { kind: 'diagnose', targets, ...given({ selector, container }), live, connection, options };
  }
  if (options.from !== undefined && !isWide && !onlyKind) return { kind: 'replay', ...given({ container }), connection, options };
  const needsOne = lasting ?? (options.fix && 'fix') ?? (container && 'container');
  if (needsOne) throw new UsageError(`--${needsOne} is for a pod or a workload; add its name, as in '${program} deploy/web'`);
  return { kind: 'scan', ...given({ selector, contexts, sinceMs }), connection, options };
}

function refuseBesideName({ selector, since }: Values, { allNamespaces }: Connection, contexts: readonly string[] | undefined): void {
  if (allNamespaces) throw new UsageError('a name cannot be looked up in all namespaces; leave out -A, or say which one with -n NAME');
  if (selector) throw new UsageError('a name and -l exclude each other; leave out one of them');
  if (contexts) throw new UsageError('a name cannot be looked up in several clusters; say which one with --context NAME');
  if (since !== undefined) throw new UsageError('--since asks what restarted lately; leave out the name');
}

/** `lasting`: the flag that makes us stay. */
function refuseBesideLasting(lasting: string, live: Live, options: Options, names: number): void {
  const [one, other] = LASTING.filter((name) => live[name]);
  if (other) throw new UsageError(`--${one} and --${other} exclude each other`);
  if (live.follow && options.output !== 'text') throw new UsageError(`--follow shows lines of text; leave out -o ${options.output}`);
  if (names > 1) throw new UsageError(`--${lasting} is for one pod or workload, not ${names}`);
  if (options.from !== undefined) throw new UsageError(`saved evidence has nothing to wait for; leave out --${lasting} or --from`);
}

function shellOf(word: string | undefined, program: string): (typeof SHELLS)[number] {
  const shell = SHELLS.find((name) => name === word);
  if (shell) return shell;
  const use = `'${program} completion ${SHELLS.join('|')}'`;
  if (word === undefined) throw new UsageError(`completion for which shell? use ${use}`);
  throw new UsageError(`completion: ${JSON.stringify(word)} is unknown${didYouMean(word, SHELLS) || `; use ${use}`}`);
}

function optionsOf(values: Values, env: Readonly<Record<string, string | undefined>>): Options {
  const isForbidden = !['', '0', 'false'].includes(env.CRASHLOOP_NO_EXEC ?? '');
  return {
    output: values.output,
    color: values.color,
    timeoutMs: values.timeout,
    exec: !(values['no-exec'] ?? isForbidden),
    showCommands: values['show-commands'] ?? false,
    showSecrets: values['show-secrets'] ?? false,
    force: values.force ?? false,
    ...given({ fix: values.fix, save: values.save, from: values.from, kubectl: values.kubectl }),
  };
}

function liveOf(values: Values): Live {
  return {
    watch: values.watch ?? false,
    follow: values.follow ?? false,
    catch: values.catch ?? false,
    ...given({ record: values.record }),
    healthyForMs: values['healthy-for'],
  };
}

const LASTING = ['watch', 'follow', 'catch', 'record'] as const;
/** The flag that makes us stay, if one does. */
const flagOf = (live: Live) => LASTING.find((name) => live[name]);

function connectionOf(values: Values): Connection {
  const allNamespaces = values['all-namespaces'] ?? false;
  const args = FLAGS.filter(({ of }) => of === 'kubectl').flatMap(({ name }) =>
    [values[name] ?? []].flat().map((value) => `--${name}=${value}`),
  );
  return {
    args,
    // kubectl get --help: with -A the namespace is "ignored even if specified with --namespace".
    ...given({ namespace: allNamespaces ? undefined : values.namespace, context: values.context, kubeconfig: values.kubeconfig }),
    allNamespaces,
  };
}

function namesOf(texts: readonly string[] | undefined): string[] | undefined {
  const names = new Set(texts?.filter((name) => name !== ''));
  return names.size > 0 ? [...names] : undefined;
}

/** Without what is undefined or empty, so that absent is absent. */
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as ReturnType<
    typeof given<T>
  >;
}
