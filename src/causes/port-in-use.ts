import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { portTaken } from '../findings/port-taken.ts';
import { settingProof } from '../findings/setting-proof.ts';
import { advised } from '../fixes/fix.ts';
import { rollback } from '../fixes/rollback.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { containersOf } from '../kube/pod.ts';
import type { Volume } from '../kube/shapes.ts';
import type { Fact } from '../logs/fact.ts';
import { decisiveFact } from '../logs/reading.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { wantedPort } from '../trace/network/wanted-port.ts';
import { startText } from '../trace/programs/start-text.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const portInUse: Cause = {
  id: 'port-in-use',
  title: 'the port that the program wants to listen on is taken',
  tier: 'kubernetes',
  covers: ['port.in-use-same-pod', 'port.in-use-host', 'port.self-double-bind'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'port-in-use');
    if (!fact || !log) return undefined;
    const [, file] = SOCKET_FILE.exec(fact.quote) ?? [];
    if (file) return socketThere(file, fact, subject, evidence);
    const { container, pod } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const wanted = wantedPort(fact, log, subject, evidence);
    const taken = portTaken(wanted, log, fix);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:image|command|args|env|port|container) ?/.test(change));
    const { option } = wanted.debugger ?? {};
    const purpose = wanted.debugger ? ` for its debugger (${option ? placeOf(option.setting) : 'jdwp'})` : '';
    return {
      summary: `container ${container.name} cannot listen on ${wanted.port === undefined ? 'the port that it wants' : `port ${wanted.port}`}${purpose}, which is in use: ${taken.who}`,
      confidence: taken.isCertain ? 'certain' : 'likely',
      object: fix.containerObject(),
      proof: [
        logProof(subject, fact),
        ...wanted.proof,
        ...present(option && settingProof(option.setting, undefined, undefined, subject)),
        ...taken.proof,
        attemptProof(subject),
        ...present(pod.spec.hostNetwork && specProof(subject, 'hostNetwork', 'true'), back?.proof),
      ],
      fixes: [...taken.apart, ...present(back?.fix), ...taken.fixes],
      decides: 'who listens on the port: ss -ltnp in the pod or on the node',
    };
  },
};

/** listen EADDRINUSE: address already in use /run/app.sock (Node.js); listen unix /run/app.sock: bind: … (Go); bind() to unix:/run/app.sock failed (nginx). */
const SOCKET_FILE = /(?:EADDRINUSE: address already in use |\bunix(?::(?:\/\/)?| ))(\/[\w./-]{1,200}\w)/;

/** The file of a socket stays when its server ends (unix(7)); in a volume it outlives the container. */
function socketThere(path: string, fact: Fact, subject: Subject, evidence: Evidence): Match {
  const { container, pod } = subject;
  const mounted = mountedFile(path, subject);
  const name = mounted?.volume.name;
  const beside = containersOf(pod).filter(
    ({ spec }) => spec.name !== container.name && spec.volumeMounts?.some((mount) => mount.name === name),
  );
  const who = !mounted
    ? 'the file system of a container is new with each start, so its image has the file, or its own start makes it twice'
    : beside.length > 0
      ? `an earlier run has left it in volume ${name}, or container ${beside.map(({ spec }) => spec.name).join(', ')}, which mounts that volume too, listens there`
      : mounted.volume.hostPath
        ? `an earlier run has left it on the node (volume ${name}), or another program of the node listens there`
        : `an earlier run has left it in volume ${name}${mounted.volume.emptyDir ? ', an emptyDir, which lasts as long as the pod' : ''}`;
  // What stands on the node may be another's.
  const isOwn = mounted !== undefined && beside.length === 0 && !mounted.volume.hostPath;
  const fix = new WorkloadFix(subject, evidence);
  return {
    summary: `container ${container.name} cannot listen at the socket ${path}, as there is a file of that name: ${who}`,
    confidence: isOwn ? 'likely' : 'possible',
    object: mounted ? fix.object(`volumes[${name}]`) : fix.containerObject(),
    proof: [
      logProof(subject, fact),
      ...present(mounted && specProof(subject, 'volumeMounts', `${name} at ${mounted.mount.mountPath}`)),
      attemptProof(subject),
    ],
    fixes: isOwn ? withoutFile(path, mounted.volume, fix) : [],
    decides: `who listens at ${path} (ss -lxp), if anybody does`,
  };
}

function withoutFile(path: string, volume: Volume, fix: WorkloadFix): Fix[] {
  const start = startText(fix.subject, fix.evidence);
  const { written } = start?.setting ?? {};
  const first =
    start && written !== undefined
      ? changeSettings(
          `take the file away before each start (rm -f ${path})`,
          [{ setting: start.setting, to: written.replace(/^(?:#!.*\n)?/, `$&rm -f ${path}\n`) }],
          fix,
        )
      : undefined;
  const anew = volume.emptyDir
    ? fix.restart('start a new pod, which has an empty volume; the next crash leaves the file there again')
    : undefined;
  return present(
    first,
    first ? undefined : advised(`let the program delete ${path} before it listens, or when it ends`),
    first ? undefined : anew,
  );
}
