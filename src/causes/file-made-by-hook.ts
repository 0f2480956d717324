import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { advised } from '../fixes/fix.ts';
import { listOf } from '../fixes/spec.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { parentOf } from '../kube/folder.ts';
import type { Fix } from '../report.ts';
import { writtenBy } from '../trace/files/filled-by.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { hidesProgram, volumeNameOf } from '../trace/files/writable.ts';
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

/** The same command in an init container of the same image, with a folder that both see. */
function madeBefore(path: string, command: readonly string[], subject: Subject, fix: WorkloadFix): Fix {
  const { container, kind } = subject;
  const mounted = mountedFile(path, subject)?.volume;
  const shared = mounted?.emptyDir !== undefined;
  const folder = parentOf(path);
  const text = `let an init container of the same image make ${path}, before the program is started`;
  if (!shared && (mounted || hidesProgram(folder, { ...subject, container: { ...container, args: [] } }))) return advised(text);
  const name = `${container.name}-files`.slice(0, 60);
  const added = shared ? [] : [{ name: volumeNameOf(folder), mountPath: folder }];
  const own = fix.owner.object?.spec.template?.spec[listOf(kind)]?.find((one) => one.name === container.name) ?? container;
  const { image, imagePullPolicy, env, envFrom, securityContext, volumeMounts = [] } = own;
  return fix.patchSpec(text, {
    ...(shared ? {} : { volumes: added.map((one) => ({ name: one.name, emptyDir: {} })) }),
    initContainers: [{ name, image, imagePullPolicy, command, env, envFrom, securityContext, volumeMounts: [...volumeMounts, ...added] }],
    [listOf(kind)]: [{ name: container.name, lifecycle: { postStart: null }, ...(shared ? {} : { volumeMounts: added }) }],
  });
}
