/** A file that a program wants to put another in the place of (sed -i, mv), which is a mount by itself: rename(2) says EBUSY of one. */

import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { parentOf } from '../kube/folder.ts';
import { commandLine } from '../kube/pod.ts';
import type { VolumeMount } from '../kube/shapes.ts';
import type { Fact } from '../logs/fact.ts';
import { only } from '../only.ts';
import type { Fix } from '../report.ts';
import type { Match } from './match.ts';

/** sed names the folder alone: then it is the only file mounted there, or the only one that the command line names. */
export function replacedMount(fact: Fact<'read-only'>, subject: Subject, evidence: Evidence): Match | undefined {
  const { path = '' } = fact.fields;
  const { container } = subject;
  const words = commandLine(container).join(' ');
  const files = (container.volumeMounts ?? []).filter(({ subPath }) => subPath !== undefined);
  const inFolder = files.filter(({ mountPath }) => folderOf(mountPath) === path);
  const mount =
    files.find(({ mountPath }) => mountPath === path) ?? only(inFolder) ?? only(inFolder.filter((one) => words.includes(one.mountPath)));
  if (!mount) return undefined;
  const fix = new WorkloadFix(subject, evidence);
  return {
    summary: `container ${container.name} wants to put another file in the place of ${mount.mountPath}, which is a mount by itself (volume ${mount.name}, subPath ${mount.subPath}): what is mounted cannot be replaced, as sed -i and mv would do`,
    confidence: 'certain',
    object: fix.containerObject(`volumeMounts[${mount.mountPath}]`),
    proof: [
      logProof(subject, fact),
      { step: 'get', quote: `${mount.mountPath}: volume ${mount.name}, subPath ${mount.subPath}`, path: 'spec.containers[].volumeMounts' },
      attemptProof(subject),
    ],
    fixes: copied(mount, files, fix),
    decides: `what replaces ${mount.mountPath}`,
  };
}

const folderOf = (path: string) => parentOf(path) || '/';

/** The folder as the image has it, with the file in it, as a copy that is made at every start of the pod. */
function copied(mount: VolumeMount, files: readonly VolumeMount[], fix: WorkloadFix): Fix[] {
  const { container, kind } = fix.subject;
  const folder = folderOf(mount.mountPath);
  // Others there would be hidden, and a folder of the system is not copied.
  const alone = files.filter(({ mountPath }) => folderOf(mountPath) === folder).length === 1 && folder.split('/').length > 2;
  if (kind !== 'app' || !alone || !/^[\w./-]+$/.test(`${mount.mountPath}${mount.subPath}`)) return [];
  const name = `${mount.name}-copy`.slice(0, 60);
  return [
    fix.patchSpec(
      `let it work on a copy of ${folder}, with ${mount.subPath} of volume ${mount.name} in it, made anew at every start of the pod`,
      {
        volumes: [{ name, emptyDir: {} }],
        initContainers: [
          {
            name,
            image: container.image,
            imagePullPolicy: container.imagePullPolicy,
            command: ['sh', '-c', `cp -r ${folder}/. /to/ && cp -L /from/${mount.subPath} /to${mount.mountPath.slice(folder.length)}`],
            volumeMounts: [
              { name: mount.name, mountPath: '/from' },
              { name, mountPath: '/to' },
            ],
          },
        ],
        containers: [
          {
            name: container.name,
            volumeMounts: [
              { mountPath: mount.mountPath, $patch: 'delete' },
              { name, mountPath: folder },
            ],
          },
        ],
      },
    ),
  ];
}
