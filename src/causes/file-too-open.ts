import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { changing } from '../fixes/fix.ts';
import { droppedTo, ownCopy } from '../fixes/own-copy.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Volume, VolumeMount } from '../kube/shapes.ts';
import type { Fact } from '../logs/fact.ts';
import { decisiveFact, type LogReading, lastFact } from '../logs/reading.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { fileMode, modeText } from '../trace/files/file-mode.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { identityOf } from '../trace/objects/identity.ts';
import { type Cause, RUNG } from './cause.ts';

export const fileTooOpen: Cause = {
  id: 'file-too-open',
  title: 'a file of keys or passwords may be read by others, so the program does not take it',
  tier: 'kubernetes',
  covers: ['perm.volume-owner', 'dep.auth'],
  // What the server says of a password that was not given comes of it.
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = log && refusedFile(log);
    if (!fact) return undefined;
    const { container } = subject;
    const { path } = fact.fields;
    const mounted = mountedFile(path, subject);
    const fix = new WorkloadFix(subject, evidence);
    const { fsGroup } = identityOf(subject);
    const given = mounted && fileMode(mounted.volume, mounted.source?.key);
    // The kubelet lets the group read what is the group's (pkg/volume/volume_linux.go, SetVolumeOwnership).
    const bits = given === undefined || fsGroup === undefined ? given : given | 0o440;
    const mode = bits === undefined ? undefined : modeText(bits);
    const opened = mounted?.volume.persistentVolumeClaim && fsGroup !== undefined;
    const of = mounted && `volume ${mounted.volume.name}${mounted.source ? ` (${mounted.source.kind} ${mounted.source.name})` : ''}`;
    const ignored = fact === log.decisive ? undefined : log.decisive;
    return {
      summary: `the program in container ${container.name} does not take ${path}, as its mode lets others than its user read it (it wants 0600)${mode ? `: ${of} gives its files the mode ${mode}${bits === given ? '' : `, as fsGroup ${fsGroup} of the pod lets its group read them`}` : of ? `; it is of ${of}${opened ? `, whose files fsGroup ${fsGroup} of the pod opens to its group whenever a pod gets it` : ''}` : ''}${ignored ? `; so it goes on without ${KEY_IGNORED.test(ignored.quote) ? 'that key' : 'a password'}, and is turned away` : ''}`,
      confidence: mode ? 'certain' : 'likely',
      object: mounted ? fix.object(`volumes[${mounted.volume.name}]${mode ? '.defaultMode' : ''}`) : fix.containerObject(),
      proof: [
        logProof(subject, fact),
        ...present(
          ignored && logProof(subject, ignored),
          mounted && mode && { step: 'get', quote: `${of}: mode ${mode}`, path: `spec.volumes[${mounted.volume.name}]` },
        ),
        attemptProof(subject),
      ],
      fixes:
        mounted && mode
          ? closed(mounted.volume, mounted.mount, fix)
          : [opened ? closedFirst(path, mounted.mount, fix) : changing(`give it the mode 0600: chmod 0600 ${path}`)],
      decides: `the owner and mode of ${path} (ls -ln)`,
    };
  },
};

/** ssh(1) goes on without a key that it does not take, and has no other that the server knows. */
const KEY_IGNORED = /Permission denied \([\w,-]{0,80}\bpublickey\b/;

/** It decided, or it is why there was nothing to log in with (libpq, fe-connect.c; ssh, authfile.c: the file is left out with a warning). */
function refusedFile(log: LogReading): Fact<'file-too-open'> | undefined {
  const own = decisiveFact(log, 'file-too-open');
  if (own) return own;
  const said = log.decisive?.quote ?? '';
  return /no password supplied/.test(said) || KEY_IGNORED.test(said) ? lastFact(log, 'file-too-open') : undefined;
}

/** The kubelet opens the files of a claim as it mounts it, before any container of the pod starts. */
function closedFirst(path: string, mount: VolumeMount, fix: WorkloadFix): Fix {
  const { image, securityContext } = fix.subject.container;
  const init = {
    name: 'own-mode',
    image,
    command: ['chmod', '0600', path],
    securityContext,
    volumeMounts: [{ ...mount, readOnly: false }],
  };
  return fix.patchSpec(`let an init container close ${path} again (mode 0600)`, { initContainers: [init] });
}

function closed(volume: Volume, mount: Parameters<typeof ownCopy>[1], fix: WorkloadFix): Fix[] {
  const { name, secret, configMap } = volume;
  const sort = secret ? 'secret' : configMap ? 'configMap' : undefined;
  const isRoot = identityOf(fix.subject).uid === 0;
  const byMode =
    sort && identityOf(fix.subject).fsGroup === undefined && !droppedTo(fix.subject)
      ? fix.patchSpec(`${isRoot ? '' : 'where the program runs as root, it is enough to '}give the files of volume ${name} the mode 0400`, {
          volumes: [{ name, [sort]: { defaultMode: 0o400 } }],
        })
      : undefined;
  const copy = ownCopy(volume, mount, fix);
  return isRoot && byMode ? [byMode] : [copy, ...present(byMode)];
}
