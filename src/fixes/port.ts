/** Lets a program listen on another port, where it is told which. */

import type { Subject } from '../evidence/subject.ts';
import { fieldOf, PROBE_KINDS, type ProbeKind, portOf } from '../kube/probe.ts';
import type { Container } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { names } from '../trace/network/port-holder.ts';
import { mainProgramOf } from '../trace/programs/programs.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
import { type Place, placeOf, settingsOf } from '../trace/settings/settings.ts';
import { changeSettings } from './settings.ts';
import type { JsonPatch, WorkloadFix } from './workload.ts';

/** Names of settings for a second port of one program. */
const SIDE = /metric|prom|admin|management|debug|pprof|health|monitor|grpc/i;

/**
 * `side`: one process listens twice, so it is the second port that moves. Undefined where nothing that it is told names the port.
 * Probes that ask on the port go with it: on the old one they would ask the container that keeps it. Not where the process keeps it itself.
 * `other`, who has to keep the port, may be told it by the same key of a ConfigMap: then the variable is set for this container alone.
 */
export function movePort(fix: WorkloadFix, from: number, to: number, side: boolean, other?: Subject): Fix | undefined {
  const { subject, evidence } = fix;
  const named = settingsOf(subject, evidence).filter(
    (setting) =>
      names(setting, from) && setting.written !== undefined && setting.place.kind !== 'secret' && !isOfOther(setting.value ?? ''),
  );
  const rank = ({ name = '', place, written = '' }: (typeof named)[number]) =>
    SIDE.test(name || written) ? 0 : place.kind === 'env' ? 1 : place.kind === 'argument' ? 2 : 3;
  const [setting] = side
    ? named.sort((a, b) => rank(a) - rank(b))
    : named.sort((a, b) => Number(SIDE.test(a.name ?? '')) - Number(SIDE.test(b.name ?? '')));
  if (setting?.written === undefined) return undefined;
  const written = setting.written.replace(new RegExp(`(^|[^\\d.])${from}(?![\\d.])`, 'g'), `$1${to}`);
  const asked = side ? [] : probesOn(subject, from);
  const besides = asked.length > 0 ? ', and its probes ask there' : '';
  const probes = movedProbes(asked, to, subject.container);
  const text = `let container ${subject.container.name} listen on port ${to} instead (${placeOf(setting)})${besides}`;
  const isTaken = (name: string) => subject.container.env?.some((one) => one.name === name && one.valueFrom !== undefined);
  const withProbes = (words: string, name: string, value: string) =>
    asked.length > 0
      ? fix.patchContainer(words, { env: [{ name, value, ...(isTaken(name) ? { valueFrom: null } : {}) }], ...probes })
      : fix.setEnv(words, [`${name}=${value}`]);
  if (other && settingsOf(other, evidence).some((one) => isSameKey(one.place, setting.place)))
    return setting.name === undefined
      ? undefined
      : withProbes(
          `let container ${subject.container.name} alone listen on port ${to} instead, as ${placeOf(setting)} tells both${besides}`,
          setting.name,
          written,
        );
  if (asked.length > 0 && setting.place.kind === 'env' && setting.name !== undefined) return withProbes(text, setting.name, written);
  const moved = changeSettings(text, [{ setting, to: written }], fix);
  if (!moved?.command || asked.length === 0) return moved;
  return { ...moved, command: [moved.command, fix.patchContainer(text, probes).command].join(' && ') };
}

/** http://stock:8080 is the address of another program. */
const isOfOther = (value: string): boolean => {
  const host = /^[a-z][a-z0-9+.-]{1,20}:\/\/(?:[^@/\s]{0,200}@)?(\[[^\]]{0,45}\]|[^:/\s]{0,250})/i.exec(value.trim())?.[1];
  return host !== undefined && !/^(?:|\*|\+|0\.0\.0\.0|\[::\]|localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/.test(host);
};

/** The probes that ask on a port, by its number or its name. */
const probesOn = ({ container }: Subject, port: number): ProbeKind[] =>
  PROBE_KINDS.filter((kind) => {
    const probe = container[fieldOf(kind)];
    return probe !== undefined && !probe.exec && portOf(probe, container) === port;
  });

const movedProbes = (kinds: readonly ProbeKind[], port: number, container: Container) =>
  Object.fromEntries(
    kinds.map((kind) => {
      const { httpGet, tcpSocket } = container[fieldOf(kind)] ?? {};
      return [fieldOf(kind), httpGet ? { httpGet: { port } } : tcpSocket ? { tcpSocket: { port } } : { grpc: { port } }];
    }),
  );

const isSameKey = (a: Place, b: Place) => a.kind === 'configmap' && b.kind === 'configmap' && a.object === b.object && a.key === b.key;

/** How servers are told their port where nothing tells it yet: by an option, or by a variable that they read themselves (their manuals). */
const BY_PROGRAM: readonly [program: RegExp, how: { option: string } | { variable: string }][] = [
  [/(?:^|[\s/])(?:redis|valkey)-server(?=\s|$)/, { option: '--port' }],
  [/(?:^|[\s/])memcached(?=\s|$)/, { option: '-p' }],
  [/(?:^|[\s/])mongod(?=\s|$)/, { option: '--port' }],
  [/(?:^|[\s/])(?:mysqld|mariadbd)(?=\s|$)/, { variable: 'MYSQL_TCP_PORT' }],
  [/(?:^|[\s/])postgres(?=\s|$)/, { variable: 'PGPORT' }],
  [/(?:^|[\s/])flask run(?=\s|$)/, { variable: 'FLASK_RUN_PORT' }],
];

/** `words`: the program's own, where the spec does not name it (Serving Flask app). */
export function portByProgram(fix: WorkloadFix, to: number, words: string): Fix | undefined {
  const { container } = fix.subject;
  const { command = [], args = [] } = container;
  const program =
    [...command, ...args].join(' ') || (mainProgramOf(container.image ?? '') ?? (/Serving Flask app/.test(words) ? 'flask run' : ''));
  const how = BY_PROGRAM.find(([form]) => form.test(program))?.[1];
  const text = `let container ${container.name} listen on port ${to} instead`;
  if (!how || shellLine(container)) return undefined;
  if ('variable' in how) return fix.setEnv(`${text} (${how.variable})`, [`${how.variable}=${to}`]);
  const list = args.length > 0 || command.length === 0 ? 'args' : 'command';
  const path = `${fix.containerPath}/${list}`;
  const patches: JsonPatch[] =
    command.length + args.length === 0
      ? [{ op: 'add', path, value: [program, how.option, String(to)] }]
      : [
          { op: 'add', path: `${path}/-`, value: how.option },
          { op: 'add', path: `${path}/-`, value: String(to) },
        ];
  return fix.patchJson(`${text} (${how.option})`, patches);
}
