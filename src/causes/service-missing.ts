import { valueOf } from '../evidence/evidence.ts';
import { endProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { schemeTwice } from '../findings/scheme-twice.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { kubectl } from '../fixes/command.ts';
import { expose } from '../fixes/expose.ts';
import { restarting } from '../fixes/fix.ts';
import { pointAt, writtenAt } from '../fixes/hosts.ts';
import { patchObject } from '../fixes/object.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Service } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { isNothing } from '../trace/network/called-beside.ts';
import type { Connection } from '../trace/network/connection.ts';
import { faultBehind, tracedTo } from '../trace/network/dependency.ts';
import { addressOf, failing } from '../trace/network/failing.ts';
import { insteadOf } from '../trace/network/instead-of-service.ts';
import { type Meant, otherServices } from '../trace/network/likely-service.ts';
import { usualPort } from '../trace/network/server-kinds.ts';
import { type Cause, RUNG } from './cause.ts';

export const serviceMissing: Cause = {
  id: 'service-missing',
  title: 'it looks for a Service that does not exist',
  tier: 'kubernetes',
  covers: ['dep.dns', 'dep.cross-namespace', 'init.hang'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('no-service', subject, evidence);
    if (!traced) return undefined;
    const { connection, fault } = traced;
    const twice = schemeTwice(fault.name, connection, new WorkloadFix(subject, evidence));
    if (twice) return twice;
    const there = otherServices(subject, evidence);
    const port = connection.port ?? usualPort(connection, subject);
    const { nearby, made, meant } = insteadOf(connection, fault, port, subject, evidence);
    const fix = new WorkloadFix(subject, evidence);
    const text = (meant || nearby) && `point ${subject.container.name} at ${meant ? meant.host : LOOPBACK}`;
    const pointed = text ? pointAt(meant ? hostFor(meant, connection) : LOOPBACK, connection, fix, text) : undefined;
    const next = meant && behind(meant, connection, fix);
    const written = pointed || made ? [] : writtenAt(connection, fix);
    const places = pointed?.places ?? written.map(({ place }) => place);
    // A probe that asks for what nobody can bring back is the one to change.
    if (connection.answered && !pointed?.fix && !made) return undefined;
    const nothing = isNothing(fault.name) && !meant && !made && !nearby;
    const where = places.length ? ` (${places.join(', ')})` : '';
    const hint = hintOf({ nearby, made, meant }, next?.words, port, nothing ? fault.name : undefined);
    return {
      summary: `${failing(subject, connection)}${where}: there is no Service ${fault.name} in namespace ${fault.namespace}${hint}`,
      confidence: nothing ? 'likely' : 'certain',
      decides: 'where the program takes the host name from',
      object: written[0] ? settingObject(written[0].setting, fix) : fix.object(pointed?.places[0]),
      proof: [
        connection.proof,
        {
          step: `get svc ${fault.name}`,
          quote: `services "${fault.name}" not found in namespace ${fault.namespace}`,
          command: kubectl(evidence, fault.namespace, ['get', 'service', fault.name]),
        },
        ...present(nearby && containersProof(subject), there && (there.length || !nearby) && servicesProof(there), next?.proof),
        ...endProof(connection, subject),
      ],
      fixes: present(
        pointed?.fix && (next?.fix ? both(next.fix, pointed.fix) : pointed.fix),
        made && port !== undefined && expose(fault.name, port, made, fix, { again: !connection.waits }),
        !pointed?.fix && !made && inWords(addressOf(connection), nothing ? GIVE : text, places),
      ),
    };
  },
};

/** What it should look for instead; `nothing`: a name that stands for none. */
function hintOf(
  { nearby, made, meant }: ReturnType<typeof insteadOf>,
  next: string | undefined,
  port: number | undefined,
  nothing: string | undefined,
): string {
  if (nearby) return `; ${nearby.words}: those of one pod reach each other at ${LOOPBACK}`;
  if (meant) return `; ${instead(meant, port)}${next ? `, ${next}` : ''}`;
  if (made) return `, though pod ${made.pod.metadata.name} seems to be what it is for`;
  return nothing
    ? `; ${nothing} is what a program makes of a host name that it is not given: a variable or key that it reads is not set, or called otherwise`
    : '';
}

const containersProof = ({ pod }: Subject): Proof => ({
  step: 'get',
  quote: `containers: ${pod.spec.containers.map(({ name }) => name).join(', ')}`,
  path: 'spec.containers',
});

function servicesProof(there: readonly Service[]): Proof {
  const names = there.map(({ metadata, spec }) => `${metadata.name}:${(spec.ports ?? []).map(({ port }) => port).join(',')}`);
  return { step: 'get svc', quote: `there are: ${names.slice(0, 6).join(', ') || 'none that lead elsewhere'}` };
}

const LOOPBACK = '127.0.0.1';
const GIVE = 'set the variable, or the key of its settings, that gives it the host name';

/** What is wrong with the Service that is meant, too: it would be met with next. */
function behind(
  { name, namespace }: Meant,
  connection: Connection,
  fix: WorkloadFix,
): { words: string; fix: Fix | undefined; proof: Proof } | undefined {
  const { subject, evidence } = fix;
  const service = valueOf(evidence.list('services', namespace))?.find(({ metadata }) => metadata.name === name);
  const fault = service && faultBehind({ service, namespace }, connection, subject, evidence);
  if (!service || fault?.kind !== 'target-port') return undefined;
  const { port, index, to, declared, listening } = fault.wrong;
  const target = port.targetPort ?? port.port;
  const others = listening.length > 0 ? `listen on ${listening.join(', ')}` : `declare ${declared.join(', ') || 'no ports'}`;
  return {
    words: `but passes port ${port.port} on to port ${target} of its pods, which ${others}`,
    fix:
      to === undefined
        ? undefined
        : patchObject(
            `let Service ${name} send to port ${to}`,
            { word: 'service', metadata: service.metadata, namespace },
            [{ op: 'add', path: `/spec/ports/${index}/targetPort`, value: to }],
            fix,
            { again: false },
          ),
    proof: { step: `get svc ${name}`, quote: `port ${port.port}, targetPort ${target}`, path: `spec.ports[${index}].targetPort` },
  };
}

const both = (first: Fix, then: Fix): Fix => ({
  ...then,
  text: `${first.text}, and ${then.text}`,
  command: `${first.command} && ${then.command}`,
});

/** busybox's nslookup asks in every domain of the search list, and fails unless each of them knows the name (1.35, tried): it needs the whole name. */
const hostFor = ({ name, namespace, host }: Meant, { proof, fact }: Connection) =>
  /\bnslookup\b/.test(proof.quote) || fact?.phrase === 'network/nslookup' ? `${name}.${namespace}.svc.cluster.local` : host;

function instead({ name, namespace, host, by }: Meant, port: number | undefined): string {
  if (by === 'namespace')
    return host === name
      ? `Service ${name} is in namespace ${namespace}`
      : `one of that name is in namespace ${namespace}, which is reached as ${host}`;
  return by === 'port' ? `the only one with port ${port} is ${name}` : `Service ${name} exists`;
}

const inWords = (address: string, text: string | undefined, places: readonly string[]): Fix =>
  restarting(
    `${text ?? `create the Service that ${address} is meant for, or name the right one`}${places.length ? ` in ${places.join(', ')}` : ': where the program takes the name from is not in its pod spec'}`,
  );
