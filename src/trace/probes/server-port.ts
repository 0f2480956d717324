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
import { listenerProof, openPorts, passingProbes, type Serving } from './serving.ts';

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

export function serverPort(
  { kind }: ProbeTrouble,
  asked: number,
  subject: Subject,
  serving: Serving,
  settings: readonly Setting[],
): ServerPort | undefined {
  const { container } = subject;
  const open = openPorts(serving);
  if (serving.listeners.some(({ port }) => port === asked)) return undefined;
  for (const other of passingProbes(subject, kind)) {
    const probe = container[fieldOf(other)] ?? {};
    const port = probe.exec ? undefined : portOf(probe, container);
    if (port !== undefined && port !== asked) {
      return {
        port,
        proven: true,
        proof: specProof(subject, `${fieldOf(other)} port`, `${port}, and the container is ${other === 'startup' ? 'started' : 'ready'}`),
      };
    }
  }
  const declared = (container.ports ?? []).filter(({ protocol }) => protocol !== 'UDP').map(({ containerPort }) => containerPort);
  const [port] = [...open].sort(
    (a, b) =>
      Number(declared.includes(b)) - Number(declared.includes(a)) || Number(SIDE_PORTS.includes(a)) - Number(SIDE_PORTS.includes(b)),
  );
  const said = serving.listeners.find((listener) => listener.port === port && !listener.loopback);
  // What serves beside is often up first: whether the other is to come, nothing tells.
  if (port !== undefined && said && SIDE.test(said.quote) && (declared.includes(asked) || !declared.includes(port))) return undefined;
  if (port !== undefined && said) return { port, proven: true, proof: listenerProof(said) };
  // nginx does not say where it listens.
  const listen = serving.listeners.every(({ port }) => port === undefined) ? listenPort(settings) : undefined;
  if (listen && listen.port !== asked && isNginx(container)) {
    const { object, key } = listen.setting.place as { object: string; key: string };
    return {
      port: listen.port,
      proven: true,
      by: placeOf(listen.setting),
      proof: configMapProof(object, `${key}: listen ${listen.port}`),
    };
  }
  if (serving.listeners.some(({ port, loopback }) => port !== undefined || loopback)) return undefined;
  // It says that it is starting, and not yet that it listens anywhere: nothing is wrong with the port so far.
  if (serving.starting && serving.listeners.length === 0) return undefined;
  const usual = serving.known ? usualPort(container) : undefined;
  if (usual !== undefined && usual !== asked)
    return { port: usual, proven: false, by: "its image's own configuration", proof: specProof(subject, 'image', container.image ?? '') };
  const told = serving.known ? toldPort(settings) : undefined;
  if (told && told.port !== asked && !settings.some(({ name = '', value }) => /PORT/.test(name) && Number(value) === asked))
    return {
      port: told.port,
      proven: false,
      by: `${placeOf(told.setting)}, if it reads that`,
      proof: specProof(subject, placeOf(told.setting), String(told.port)),
    };
  if (declared.includes(asked)) return undefined;
  const [only, ...more] = declared;
  return only !== undefined && more.length === 0 ? { port: only, proven: false, proof: undefined } : undefined;
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
