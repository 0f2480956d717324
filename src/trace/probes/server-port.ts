/** The port on which a program serves, where a probe asks on another one that is refused. */

import { configMapProof, specProof } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import { long, partsOf } from '../../kube/image.ts';
import { fieldOf, portOf } from '../../kube/probe.ts';
import type { Container } from '../../kube/shapes.ts';
import { SIDE } from '../../logs/consequences.ts';
import { only } from '../../only.ts';
import type { Proof } from '../../report.ts';
import { placeOf, type Setting } from '../settings/settings.ts';
import { listenPort } from '../texts/nginx-servers.ts';
import type { ProbeTrouble } from './probe-trouble.ts';
import { type Listener, listenerProof, openPorts, passingProbes, type Serving } from './serving.ts';

export interface ServerPort {
  port: number;
  /** Told by the program's log, or by another probe that passes; not just declared. */
  proven: boolean;
  /** The setting that tells it. */
  by?: string;
  proof: Proof | undefined;
}

/** Ports for metrics and debugging: never what a probe means where there is another one. */
const SIDE_PORTS = [9090, 9091, 9100, 9102, 9113, 9464, 5005, 9229, 6060, 2345, 15020, 15090];

const isBeside = (quote: string): boolean => SIDE.test(quote) || /\badmin\b/i.test(quote);

export function serverPort(
  { kind }: ProbeTrouble,
  asked: number,
  subject: Subject,
  serving: Serving,
  settings: readonly Setting[],
): ServerPort | undefined {
  const { container } = subject;
  if (serving.listeners.some(({ port }) => port === asked)) return undefined;
  const other = ofOtherProbe(kind, asked, subject);
  if (other) return other;
  const declared = (container.ports ?? []).filter(({ protocol }) => protocol !== 'UDP').map(({ containerPort }) => containerPort);
  const said = listenerMeant(serving, declared);
  // What serves beside is often up first: whether the other is to come, nothing tells.
  if (said && isBeside(said.quote) && (declared.includes(asked) || !declared.includes(said.port))) return undefined;
  if (said) return { port: said.port, proven: true, proof: listenerProof(said) };
  const listen = ofNginx(asked, container, serving, settings);
  if (listen) return listen;
  if (serving.listeners.some(({ port, loopback }) => port !== undefined || loopback)) return undefined;
  // It says that it is starting, and not yet that it listens anywhere: nothing is wrong with the port so far.
  if (serving.starting && serving.listeners.length === 0) return undefined;
  const expected = serving.known ? (ofImage(asked, subject) ?? ofSetting(asked, subject, settings)) : undefined;
  if (expected) return expected;
  const port = declared.includes(asked) ? undefined : only(declared);
  return port === undefined ? undefined : { port, proven: false, proof: undefined };
}

/** Another probe passes on another port. */
function ofOtherProbe(kind: ProbeTrouble['kind'], asked: number, subject: Subject): ServerPort | undefined {
  for (const other of passingProbes(subject, kind)) {
    const probe = subject.container[fieldOf(other)] ?? {};
    const port = probe.exec ? undefined : portOf(probe, subject.container);
    if (port === undefined || port === asked) continue;
    const words = `${port}, and the container is ${other === 'startup' ? 'started' : 'ready'}`;
    return { port, proven: true, proof: specProof(subject, `${fieldOf(other)} port`, words) };
  }
  return undefined;
}

/** What the program said of the port that it most likely serves on: one that is declared, and none for metrics or debugging. */
function listenerMeant(serving: Serving, declared: readonly number[]): (Listener & { port: number }) | undefined {
  const [port] = [...openPorts(serving)].sort(
    (a, b) =>
      Number(declared.includes(b)) - Number(declared.includes(a)) || Number(SIDE_PORTS.includes(a)) - Number(SIDE_PORTS.includes(b)),
  );
  const said = port === undefined ? undefined : serving.listeners.find((listener) => listener.port === port && !listener.loopback);
  return said && port !== undefined ? { ...said, port } : undefined;
}

/** nginx does not say where it listens; its configuration does. */
function ofNginx(asked: number, container: Container, { listeners }: Serving, settings: readonly Setting[]): ServerPort | undefined {
  const listen = listeners.every(({ port }) => port === undefined) ? listenPort(settings) : undefined;
  if (!listen || listen.port === asked || !isNginx(container)) return undefined;
  const { object, key } = listen.setting.place as { object: string; key: string };
  const { port, setting } = listen;
  return { port, proven: true, by: placeOf(setting), proof: configMapProof(object, `${key}: listen ${port}`) };
}

function ofImage(asked: number, subject: Subject): ServerPort | undefined {
  const port = usualPort(subject.container);
  return port === undefined || port === asked
    ? undefined
    : { port, proven: false, by: "its image's own configuration", proof: specProof(subject, 'image', subject.container.image ?? '') };
}

/** Where no other setting has the port that is asked. */
function ofSetting(asked: number, subject: Subject, settings: readonly Setting[]): ServerPort | undefined {
  const told = toldPort(settings);
  if (!told || told.port === asked || settings.some(({ name = '', value }) => /PORT/.test(name) && Number(value) === asked))
    return undefined;
  const place = placeOf(told.setting);
  return { port: told.port, proven: false, by: `${place}, if it reads that`, proof: specProof(subject, place, String(told.port)) };
}

/** What servers of Node.js, Python, Go and Ruby take their port from by custom, and Spring Boot (server.port). */
function toldPort(settings: readonly Setting[]): { port: number; setting: Setting } | undefined {
  const setting = only(settings.filter(({ name, value = '' }) => (name === 'PORT' || name === 'SERVER_PORT') && /^\d{2,5}$/.test(value)));
  return setting && { port: Number(setting.value), setting };
}

export const isNginx = ({ image = '', command = [] }: Container) => /\b(?:nginx|openresty)\b/.test(`${image} ${command.join(' ')}`);

/** Images of servers that do not say where they listen: their port (Dockerfile and configuration of each), and where another configuration would stand. */
const USUAL: Readonly<Record<string, { port: number; folder: string }>> = {
  'docker.io/library/nginx': { port: 80, folder: '/etc/nginx' },
  'docker.io/nginxinc/nginx-unprivileged': { port: 8080, folder: '/etc/nginx' },
  'docker.io/library/httpd': { port: 80, folder: '/usr/local/apache2/conf' },
};

/** Where nothing is given to it that could change the port. */
function usualPort({ image = '', command = [], args = [], volumeMounts = [] }: Container): number | undefined {
  const { port, folder } = USUAL[long(partsOf(image).repository)] ?? {};
  const isChanged =
    command.length + args.length > 0 || volumeMounts.some(({ mountPath }) => `${folderPath(mountPath)}/`.startsWith(`${folder}/`));
  return isChanged ? undefined : port;
}
