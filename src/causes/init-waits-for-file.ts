import type { Evidence } from '../evidence/evidence.ts';
import { keysProof, specProof } from '../evidence/proof.ts';
import { isWaiting, type Subject } from '../evidence/subject.ts';
import { secondsRunning } from '../evidence/trouble.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { advised } from '../fixes/fix.ts';
import { lackingKeyFix } from '../fixes/lacking-key.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { writeWhereWanted } from '../fixes/written-file.ts';
import { parentOf } from '../kube/folder.ts';
import { allContainers, mayWrite } from '../kube/pod.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { awaitedFile } from '../trace/files/awaited-file.ts';
import { filledBy, writersInto } from '../trace/files/filled-by.ts';
import { lackingKey } from '../trace/files/lacking-key.ts';
import { type MountedFile, mountedFile } from '../trace/files/mounted-file.ts';
import { shownItem } from '../trace/files/shown-item.ts';
import { startsLater } from '../trace/programs/start-order.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

interface Why {
  words: string;
  proof: Proof[];
  fixes: (Fix | undefined)[];
}

export const initWaitsForFile: Cause = {
  id: 'init-waits-for-file',
  title: 'an init container waits for a file that does not come',
  tier: 'kubernetes',
  covers: ['init.hang', 'init.order', 'app.missing-file'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    if (!isWaiting(subject) || subject.attempt) return undefined;
    const awaited = awaitedFile(subject, evidence);
    const mounted = awaited && mountedFile(awaited.path, subject);
    if (!awaited || !mounted || mounted.mount.mountPath === awaited.path) return undefined;
    const { container } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const { path, setting, text } = awaited;
    // Where a variable names it, that is another matter.
    const called = (other: string) =>
      text.includes(path)
        ? changeSettings(`wait for ${other}, which is there`, [{ setting, to: text.replaceAll(path, other) }], fix)
        : undefined;
    const why = ofVolume(path, mounted, called, fix) ?? ofWriters(path, mounted, called, subject, evidence, fix);
    if (!why) return undefined;
    return {
      summary: `init container ${container.name} waits for the file ${path}, which does not come: ${why.words}`,
      // A program that the manifest does not show may write there too.
      confidence: isAllSeen(mounted, subject) ? 'certain' : 'likely',
      decides: `whether another container of the pod makes ${path} by its own code`,
      object: settingObject(setting, fix),
      proof: [
        specProof(subject, placeOf(setting), text.slice(0, 300)),
        ...why.proof,
        {
          step: 'get',
          quote: `running for ${Math.round(secondsRunning(subject.status, evidence))} s`,
          path: `status.initContainerStatuses[${container.name}].state.running`,
        },
      ],
      fixes: present(...why.fixes),
    };
  },
};

/** All others that mount the volume for writing are told what to run. */
const isAllSeen = ({ volume, source }: MountedFile, { pod, container }: Subject): boolean =>
  source !== undefined ||
  allContainers(pod.spec).every(
    (one) => one.name === container.name || !mayWrite(one, volume.name) || (one.command ?? one.args ?? []).length > 0,
  );

/** The keys of a volume are its files from the start, and no others come unless somebody adds a key. */
function ofVolume(path: string, mounted: MountedFile, called: (path: string) => Fix | undefined, fix: WorkloadFix): Why | undefined {
  const shown = shownItem(path, mounted);
  if (shown)
    return {
      words: `volume ${mounted.volume.name} shows key ${shown.item.key} of ${shown.kind} ${shown.name} as ${shown.item.path}`,
      proof: [],
      fixes: [called(shown.at)],
    };
  const lacking = lackingKey(mounted, path, fix.subject, fix.evidence);
  if (!lacking?.keys) return undefined;
  const folder = parentOf(path);
  const near = lacking.near !== undefined && lacking.near !== lacking.file && !lacking.hasItems ? lacking.near : undefined;
  return {
    words: `${lacking.kind} ${lacking.name}, which is mounted there, has no such key${lacking.near ? `, but ${lacking.near}` : ''}`,
    proof: [keysProof(lacking.kind, lacking.name, lacking.keys.join(', ') || 'no key')],
    fixes: [near === undefined ? lackingKeyFix(lacking, mounted.volume.name, fix) : called(`${folder}/${near}`)],
  };
}

/** What is to make it writes it elsewhere, or starts only when this one has ended. */
function ofWriters(
  path: string,
  { mount, volume }: MountedFile,
  called: (path: string) => Fix | undefined,
  subject: Subject,
  evidence: Evidence,
  fix: WorkloadFix,
): Why | undefined {
  if (!(volume.emptyDir ?? volume.ephemeral)) return undefined;
  const writers = writersInto(path, mount, subject, evidence).filter((one) => one.path === path);
  const later = writers.map((writer) => ({ writer, place: startsLater(writer.container.name, subject) }));
  const [first] = later;
  if (first && later.every(({ place }) => place !== undefined))
    return {
      words: `${first.writer.by} makes it, and that one starts only when ${subject.container.name} has ended`,
      proof: [{ step: 'get', quote: `${first.writer.by}: ${first.writer.line}` }],
      fixes: [advised(`take the wait out, or let an init container that stands before ${subject.container.name} make the file`)],
    };
  const filled = first ? undefined : filledBy(path, mount, subject, evidence);
  if (!filled) return undefined;
  return {
    words: `${filled.by} puts it at ${filled.path}`,
    proof: [{ step: 'get', quote: `${filled.by}: ${filled.line}` }],
    fixes: [
      filled.kind === 'init' && !startsLater(filled.container.name, subject)
        ? called(filled.path)
        : writeWhereWanted(filled, fix, mount, path),
    ],
  };
}
