/** What is to be done for $(NAME), which the kubelet left as it is: the variable is defined too late, or another thing may stand there. */
import { escaped } from '../escaped.ts';
import type { EnvVar } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { quote } from '../shell-word.ts';
import { meantAtPort } from '../trace/network/likely-service.ts';
import { variablesOf } from '../trace/settings/settings.ts';
import { setCommand } from './command-line.ts';
import { advised } from './fix.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

/** Brings what env[user] takes in front of it: `name` alone to the very front; where it takes several, env[user] goes behind them all. */
export function defineFirst(name: string, user: number, fix: WorkloadFix): Fix {
  const env = fix.subject.container.env ?? [];
  const holder = env[user];
  const path = `${fix.containerPath}/env`;
  const later = env.flatMap((one, index) => (index > user && holder?.value?.includes(`$(${one.name})`) ? [index] : []));
  if (later.length > 1)
    return fix.patchJson(`define ${holder?.name} after ${later.map((index) => env[index]?.name).join(', ')}`, [
      { op: 'move', from: `${path}/${user}`, path: `${path}/${later.at(-1)}` },
    ]);
  const defined = env.findIndex((variable) => variable.name === name);
  return fix.patchJson(`define ${name} before ${holder?.name}`, [{ op: 'move', from: `${path}/${defined}`, path: `${path}/0` }]);
}

/** What the two that are used most would give, as a variable of that name. */
const SOURCES: Readonly<Record<string, object>> = {
  hostname: { fieldRef: { fieldPath: 'metadata.name' } },
  nproc: { resourceFieldRef: { resource: 'limits.cpu' } },
};

/** Defines $(NAME) by what the pod knows of itself; undefined for any other name. */
export function giveOwn(name: string, fix: WorkloadFix): Fix | undefined {
  const { env } = fix.subject.container;
  const variable = { name, valueFrom: SOURCES[name] };
  return (
    variable.valueFrom &&
    fix.patchJson(`let variable ${name} be the ${name === 'hostname' ? "pod's name" : 'number of its CPUs'}`, [
      { op: 'add', path: `${fix.containerPath}/env${env ? '/0' : ''}`, value: env ? variable : [variable] },
    ])
  );
}

/** It stands for the host of a server, by the port behind it in the log or in the value: the only Service with that port. */
export function nameService(name: string, said: string, { value = '' }: EnvVar, fix: WorkloadFix): Fix | undefined {
  const port = new RegExp(`\\$\\(${escaped(name)}\\):(\\d{1,5})\\b`).exec(`${value} ${said}`)?.[1];
  const meant = meantAtPort(port === undefined ? undefined : Number(port), fix.subject, fix.evidence);
  const setting = meant && variablesOf(fix.subject, fix.evidence).find(({ written }) => written === value);
  const to = value.replaceAll(`$(${name})`, () => meant?.host ?? '');
  return setting && changeSettings(`name Service ${meant.name} there, which has port ${port}`, [{ setting, to }], fix);
}

/** The whole command line as one of a shell, which then is the program itself. */
export function byShell(call: string, fix: WorkloadFix): Fix {
  const { command, args = [] } = fix.subject.container;
  if (!command) return advised(`let a shell start it, which puts the output of ${call} there: command: [sh, -c, exec …]`);
  const written = [...command, ...args].map((word) => (word.includes(call) ? inShell(word, call) : quote(word)));
  return setCommand(fix, `let a shell start it, which puts the output of ${call} there`, ['sh', '-c', `exec ${written.join(' ')}`], true);
}

/** The call stays, and what stands around it means nothing to the shell. */
const inShell = (word: string, call: string): string =>
  `"${word
    .split(call)
    .map((part) => part.replace(/["\\$`]/g, '\\$&'))
    .join(call)}"`;
