import { attemptProof, eventProof, isPodLimit, memoryLimit, memoryLimitField, memoryLimitProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { advised } from '../fixes/fix.ts';
import { fitServer, lifeWords, raiseMemory } from '../fixes/memory.ts';
import { sizeMeant } from '../fixes/size-meant.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastSeen } from '../kube/event.ts';
import { timeOf } from '../kube/pod.ts';
import { lifetimeFits } from '../kube/probe.ts';
import { quantity } from '../kube/quantity.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { heapSetting, isFarAbove } from '../trace/java/heap-setting.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { type ServerMemory, serverMemory } from '../trace/servers/server-memory.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type SizeTold, sizeTold } from '../trace/settings/size-told.ts';
import { variableOf } from '../trace/settings/variables.ts';
import { type Cause, RUNG } from './cause.ts';

export const oomKilled: Cause = {
  id: 'oom-killed',
  title: 'the kernel killed it: memory limit reached',
  tier: 'kubernetes',
  covers: ['res.oom-container'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    // OOMKilled with another code: a child was the victim, or the kill was an earlier one (oom-killed-child).
    if (attempt?.reason !== 'OOMKilled' || attempt.exitCode !== 137 || probeTrouble(subject, evidence)?.effect === 'killed')
      return undefined;
    const limit = memoryLimit(subject);
    const fix = new WorkloadFix(subject, evidence);
    const heap = heapSetting(subject, evidence);
    const raised = limit ? raiseMemory(fix, limit, heap) : undefined;
    const life = lifeWords(fix);
    const inMemory = memoryVolumes(subject);
    const room = quantity(limit) ?? Number.POSITIVE_INFINITY;
    const told = heap ? undefined : serverMemory(subject, evidence);
    const server = told && told.bytes > room * 0.8 ? told : undefined;
    const size = heap || server ? undefined : sizeTold(subject, evidence, limit);
    // The mark is set for a child, too; then it may be the probe that ended the container itself.
    const { livenessProbe } = container;
    const isOpen = !subject.eventsKnown && livenessProbe !== undefined && lifetimeFits(attempt, livenessProbe, subject.pod);
    const over = heap && limit && heap.bytes > room * 0.8;
    return {
      summary: `container ${container.name} ran out of memory: the kernel killed it${limit ? ` at ${isPodLimit(subject) ? "the pod's limit" : 'its limit'} of ${limit}` : ', though it has no limit of its own'}${over ? `, while ${heap.place} lets its heap alone grow to ${heap.option}${isFarAbove(heap.bytes, limit) ? `, as if it counted bytes: ${heap.runtime === 'node' ? 'Node.js counts MiB' : 'its unit is another'}` : ''}` : ''}${server ? `, while ${placeOf(server.given.setting)} ${server.atOnce ? `has it take ${server.given.value} for ${server.what}` : `lets ${server.what} alone grow to ${server.given.value}`} (${server.given.name})` : ''}${size?.words ?? ''}${life && !over && !server ? `; ${life}` : ''}${inMemory.length > 0 ? `; the files in volume ${inMemory.join(', ')} are kept in memory and count too` : ''}`,
      confidence: isOpen ? 'possible' : 'certain',
      object: server?.atOnce ? settingObject(server.given.setting, fix) : fix.object(memoryLimitField(subject)),
      proof: [
        attemptProof(subject),
        ...present(limit && memoryLimitProof(subject, limit), over && specProof(subject, heap.place, heap.option)),
        ...(over && heap.from !== undefined ? sourceProof(subject, heap.from) : []),
        ...present(server && givenProof(server, subject)),
        ...(size?.inBytes === undefined
          ? size
            ? [settingProof(size.setting, undefined, undefined, subject)]
            : []
          : sourceProof(subject, size.setting.name as string)),
        ...inMemory.map((name): Proof => ({ step: 'get', quote: 'emptyDir: {medium: Memory}', path: `spec.volumes[${name}]` })),
        ...(server ? [] : (raised?.proof ?? [])),
        ...killedBefore(subject),
      ],
      fixes:
        server && limit
          ? fitServer(fix, limit, server)
          : [...(size?.inBytes === undefined ? [] : [inMebibytes(size, fix)]), ...sizeMeant(size, fix), raised?.fix ?? NODE_FULL],
      ...(isOpen ? { decides: 'its events, which could not be read: whether its liveness probe ended it, as its time fits that too' } : {}),
    };
  },
};

/** Nothing of its own bounds it: the kernel ends it as the memory of the node, or of a group above it, is used up. */
const NODE_FULL: Fix = advised(
  'give the container a memory request, by which it is placed where there is room, and a limit above its peak (kubectl top pod --containers), so that one that leaks ends alone',
);

function givenProof({ given }: ServerMemory, subject: Subject): Proof {
  const { place } = given.setting;
  return place.kind === 'argument'
    ? specProof(subject, place.list, given.text)
    : settingProof(given.setting, given.name, given.value, subject);
}

/** What counts by the limit in bytes counts as much again with a higher one. */
const inMebibytes = ({ setting, inBytes }: SizeTold, fix: WorkloadFix): Fix =>
  fix.patchJson(`fill ${setting.name} with the limit in Mi, and no longer in bytes; or give it a number of its own`, [
    { op: 'add', path: `${fix.containerPath}/env/${inBytes}/valueFrom/resourceFieldRef/divisor`, value: '1Mi' },
  ]);

/** Volumes in memory that the container can write to: their pages are charged to who writes them (tmpfs, cgroup memory). */
function memoryVolumes({ container, pod }: Subject): string[] {
  const written = (container.volumeMounts ?? []).filter(({ readOnly }) => !readOnly).map(({ name }) => name);
  return (pod.spec.volumes ?? [])
    .filter(({ name, emptyDir }) => emptyDir?.medium === 'Memory' && written.includes(name))
    .map(({ name }) => name);
}

/** A variable that the kubelet fills with a limit, in units of its divisor (1, a byte, where none is set). */
function sourceProof(subject: Subject, name: string): Proof[] {
  const { resource, divisor } = variableOf(subject.container, name)?.valueFrom?.resourceFieldRef ?? {};
  const unit = divisor === undefined || divisor === '0' || divisor === '1' ? 'in bytes' : `in units of ${divisor}`;
  return resource ? [specProof(subject, `env ${name}`, `resourceFieldRef ${resource}, ${unit}`)] : [];
}

/** A probe has ended an earlier run of it: another fault, which is there yet. */
function killedBefore({ events, attempt }: Subject): Proof[] {
  const started = timeOf(attempt?.startedAt);
  const [kill] = events('Killing').filter(({ message }) => /failed (?:liveness|startup) probe/.test(message ?? ''));
  return kill && started !== undefined && lastSeen(kill) < started
    ? [{ step: 'events', quote: `of an earlier run, before this one: ${eventProof(kill).quote}` }]
    : [];
}
