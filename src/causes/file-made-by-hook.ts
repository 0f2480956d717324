import { escaped } from '../escaped.ts';
import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { advised } from '../fixes/fix.ts';
import { listOf } from '../fixes/spec.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastName, parentOf } from '../kube/folder.ts';
import type { VolumeMount } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { inScript, quote } from '../shell-word.ts';
import { writtenBy } from '../trace/files/filled-by.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { volumeNameOf } from '../trace/files/writable.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
import { type Cause, RUNG } from './cause.ts';

export const fileMadeByHook: Cause = {
  id: 'file-made-by-hook',
  title: 'the postStart hook makes the file, which the program reads before',
  tier: 'kubernetes',
  covers: ['hook.poststart', 'app.missing-file'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'file-missing');
    const path = fact?.fields.path;
    const command = subject.container.lifecycle?.postStart?.exec?.command ?? [];
    if (!fact || !path || !writtenBy({ ...subject.container, command, args: [] }).some(({ to }) => to === path)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const words = command.join(' ');
    return {
      summary: `container ${subject.container.name} does not find ${path}, which its own postStart hook makes (${words.slice(0, 160)}): the kubelet runs a hook beside the program that has just been started, not before it`,
      confidence: 'certain',
      object: fix.containerObject('lifecycle.postStart'),
      proof: [logProof(subject, fact), specProof(subject, 'lifecycle.postStart', words), attemptProof(subject)],
      fixes: [madeBefore(path, command, subject, fix)],
    };
  },
};

/** The same command in an init container of the same image, with a folder or a file that both see. */
function madeBefore(path: string, command: readonly string[], subject: Subject, fix: WorkloadFix): Fix {
  const { container, kind } = subject;
  const mounted = mountedFile(path, subject)?.volume;
  const text = `let an init container of the same image make ${path}, before the program is started`;
  if (mounted && !mounted.emptyDir) return advised(text);
  const shown = mounted ? { command, init: [], own: [] } : shared(path, command);
  const own = fix.owner.object?.spec.template?.spec[listOf(kind)]?.find((one) => one.name === container.name) ?? container;
  const { image, imagePullPolicy, env, envFrom, securityContext, volumeMounts = [] } = own;
  const init = {
    name: `${container.name}-files`.slice(0, 60),
    image,
    imagePullPolicy,
    command: shown.command,
    env,
    envFrom,
    securityContext,
  };
  return fix.patchSpec(text, {
    ...(mounted ? {} : { volumes: shown.own.map(({ name }) => ({ name, emptyDir: {} })) }),
    initContainers: [{ ...init, volumeMounts: [...volumeMounts, ...shown.init] }],
    [listOf(kind)]: [{ name: container.name, lifecycle: { postStart: null }, ...(mounted ? {} : { volumeMounts: shown.own }) }],
  });
}

interface Shared {
  /** Of the init container. */
  command: readonly string[];
  init: VolumeMount[];
  own: VolumeMount[];
}

/** Images have nothing there. */
const SCRATCH = /^\/(?:tmp|run|var\/run|var\/tmp)(?:\/|$)/;
const MADE = '/made';

/** A folder that the image has nothing in, or that the command makes, is shared; elsewhere the file alone, so that nothing is hidden. */
function shared(path: string, command: readonly string[]): Shared {
  const folder = parentOf(path);
  const line = shellLine({ command: [...command] })?.line ?? command.map(quote).join(' ');
  if (SCRATCH.test(folder) || new RegExp(`\\bmkdir\\b[^;&|\\n]* ${escaped(folder)}(?![\\w./-])`).test(line)) {
    const mount = { name: volumeNameOf(folder), mountPath: folder };
    return { command, init: [mount], own: [mount] };
  }
  const name = volumeNameOf(path);
  return {
    command: ['sh', '-c', `(\n${line.trim()}\n) && cp ${inScript(path)} ${MADE}/`],
    init: [{ name, mountPath: MADE }],
    own: [{ name, mountPath: path, subPath: lastName(path) }],
  };
}
