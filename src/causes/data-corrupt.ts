import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { advised } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import type { Fact } from '../logs/fact.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { isBare } from '../shell-word.ts';
import { type MountedFile, mountedFile } from '../trace/files/mounted-file.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const dataCorrupt: Cause = {
  id: 'data-corrupt',
  title: 'its data are damaged',
  tier: 'environment',
  covers: ['vol.corrupt'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'data-corrupt');
    if (!fact) return undefined;
    if (fact.phrase === 'java/jar-corrupt') return ofProgram(fact, subject, evidence);
    const { path, detail } = fact.fields;
    const { container, namespace, pod } = subject;
    const writable = (container.volumeMounts ?? []).filter(
      ({ readOnly, name }) =>
        !readOnly &&
        pod.spec.volumes?.some((volume) => volume.name === name && (volume.persistentVolumeClaim || volume.emptyDir || volume.hostPath)),
    );
    // Servers keep their data there by default; another volume may be there for anything.
    const place = only(writable) ?? only(writable.filter(({ mountPath }) => DATA.test(mountPath)));
    const mounted = path?.startsWith('/') ? mountedFile(path, subject) : place && mountedFile(`${folderPath(place.mountPath)}/x`, subject);
    const fix = new WorkloadFix(subject, evidence);
    const claim = mounted?.volume.persistentVolumeClaim?.claimName;
    return {
      summary: `container ${container.name} cannot read its data${path ? ` (${path})` : ''}${mounted ? ` in volume ${mounted.volume.name}${claim ? `, claim ${claim}` : ''}` : ''}: ${detail ?? fact.quote}`,
      confidence: 'likely',
      object: claim ? { kind: 'PersistentVolumeClaim', namespace, name: claim } : fix.object(mounted && `volumes[${mounted.volume.name}]`),
      proof: [
        logProof(subject, fact),
        ...present(mounted && { step: 'get', quote: `${mounted.mount.mountPath}: volume ${mounted.volume.name}` }),
        attemptProof(subject),
      ],
      fixes: [
        ...repair(fact.quote, mounted, fix),
        advised(
          'restore the data from a backup, after a copy of what is there; look whether the run before was killed while it wrote, or the volume was full',
        ),
      ],
      decides: "the program's own check of its data",
    };
  },
};

/** No data, but the program itself: of the image, or of a volume that was to bring it. */
function ofProgram(fact: Fact<'data-corrupt'>, subject: Subject, evidence: Evidence): Match {
  const { path = '', detail = '' } = fact.fields;
  const { container } = subject;
  const mounted = mountedFile(path, subject);
  const hasNoMain = /manifest/.test(detail);
  const why = hasNoMain
    ? 'its manifest names no class to start with, as in a library, or in what Spring Boot builds beside the jar that can be started (*-plain.jar, *.jar.original)'
    : 'that is no whole jar: a copy or download that was cut off, or a page or pointer (git lfs) in its place';
  return {
    summary: `java in container ${container.name} cannot start ${path}: ${why}; it is of ${mounted ? `volume ${mounted.volume.name}` : `image ${container.image ?? ''}`}`,
    confidence: 'likely',
    object: mounted
      ? new WorkloadFix(subject, evidence).object(`volumes[${mounted.volume.name}]`)
      : { kind: 'Image', name: container.image ?? '' },
    proof: [logProof(subject, fact), attemptProof(subject)],
    fixes: [
      advised(
        `${mounted ? `bring it into volume ${mounted.volume.name}` : 'build the image'} anew with ${hasNoMain ? 'the jar that can be started, or name its class (java -cp)' : 'the whole file'}`,
      ),
    ],
    decides: `what ${path} is: its size, and unzip -t`,
  };
}

const DATA = /^\/(?:(?:\w+\/)?data|var\/lib\/[\w/-]+|bitnami\/[\w/-]+)\/?$/;

/**
 * Redis names redis-check-aof itself in its log: it cuts the file off behind the last command that is whole. A dump that is none can
 * only be set aside (redis.io/docs/latest/operate/oss_and_stack/management/persistence).
 */
function repair(quote: string, mounted: MountedFile | undefined, fix: WorkloadFix): Fix[] {
  const { container } = fix.subject;
  if (!mounted || !/redis|valkey|keydb/i.test(`${container.image ?? ''} ${(container.command ?? []).join(' ')}`)) return [];
  const { name, mountPath } = mounted.mount;
  const folder = folderPath(mountPath);
  if (!isBare(folder)) return [];
  const init = (title: string, script: string) => ({
    initContainers: [
      {
        name: title,
        image: container.image,
        imagePullPolicy: container.imagePullPolicy,
        command: ['sh', '-c', script],
        volumeMounts: [{ name, mountPath }],
      },
    ],
  });
  if (/append only file|appendonly|\bAOF\b/i.test(quote)) {
    return [
      fix.patchSpec(
        'let redis-check-aof cut the damaged end off, as its log advises; what was written last is lost',
        init(
          'check-aof',
          `for f in ${folder}/appendonlydir/*.incr.aof ${folder}/*.aof; do [ -e "$f" ] && cp "$f" "$f.damaged" && yes | redis-check-aof --fix "$f"; done; true`,
        ),
      ),
    ];
  }
  return [
    fix.patchSpec(
      'set the damaged dump aside (as .damaged, beside it), so that it starts empty; restore a good one in its place if there is one',
      init('set-aside', `for f in ${folder}/*.rdb; do [ -e "$f" ] && mv "$f" "$f.damaged"; done; true`),
    ),
  ];
}
