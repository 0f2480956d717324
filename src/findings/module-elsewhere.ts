/** A module of Python that a ConfigMap brings into a folder where Python does not look for it. */

import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { configMapProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { folderPath, parentOf } from '../kube/folder.ts';
import { commandLine, volumeOf } from '../kube/pod.ts';
import { only } from '../only.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';
import { configFiles } from '../trace/files/mounted-file.ts';
import { placeOf, variablesOf } from '../trace/settings/settings.ts';
import { settingObject } from './setting-proof.ts';

export interface ModuleElsewhere {
  /** For the end of a sentence that says that the module is not found. */
  words: string;
  object: ObjectRef;
  proof: Proof;
  fix: Fix | undefined;
}

/** It looks in the folder of its script, and in those of PYTHONPATH (docs.python.org/3/library/sys.html, sys.path). */
export function moduleElsewhere(module: string, fix: WorkloadFix): ModuleElsewhere | undefined {
  const { subject, evidence } = fix;
  const found = fileOf(module, subject, evidence);
  if (!found) return unmounted(module, fix);
  const { folder, path, name, key } = found;
  const words = commandLine(subject.container);
  const setting = variablesOf(subject, evidence).find((one) => one.name === 'PYTHONPATH');
  const searched = setting?.value?.split(':').map((one) => one.replace(/\/+$/, ''));
  if (searched?.includes(folder) || subject.container.workingDir === folder || words.some((word) => word.startsWith(`${folder}/`)))
    return undefined;
  const text = `let Python look in ${folder}`;
  const more = [setting?.written, folder].filter(Boolean).join(':');
  return {
    words: `; ${path} is there, key ${key} of ConfigMap ${name}, but Python does not look in ${folder}: ${setting ? `${placeOf(setting)} is ${setting.value ?? 'another'}` : 'PYTHONPATH is not set'}`,
    object: settingObject(setting, fix),
    proof: configMapProof(name, `key ${key}, mounted at ${path}`),
    fix: setting?.written !== undefined ? changeSettings(text, [{ setting, to: more }], fix) : fix.setEnv(text, [`PYTHONPATH=${folder}`]),
  };
}

function fileOf(module: string, subject: Subject, evidence: Evidence) {
  const file = `/${module.replaceAll('.', '/')}.py`;
  return only(
    configFiles(subject, evidence).flatMap(({ path, name, key }) =>
      path.endsWith(file) ? [{ folder: path.slice(0, -file.length) || '/', path, name, key }] : [],
    ),
  );
}

/** Of a ConfigMap that has it, other keys alone are mounted, one by one (subPath) or by items. */
function unmounted(module: string, fix: WorkloadFix): ModuleElsewhere | undefined {
  const { subject, evidence } = fix;
  const key = `${module}.py`;
  const found = only(
    (subject.container.volumeMounts ?? []).flatMap((mount) => {
      const { configMap } = volumeOf(subject.pod, mount.name) ?? {};
      const data = configMap?.name ? valueOf(evidence.object('configmaps', subject.namespace, configMap.name))?.data : undefined;
      const isLeftOut = mount.subPath?.endsWith('.py') ? mount.subPath !== key : configMap?.items !== undefined && !mount.subPath;
      return configMap?.name && data?.[key] !== undefined && isLeftOut ? [{ mount, name: configMap.name }] : [];
    }),
  );
  if (!found) return undefined;
  const { mount, name } = found;
  const volume = (subject.pod.spec.volumes ?? []).findIndex((one) => one.name === mount.name);
  const path = mount.subPath ? `${parentOf(mount.mountPath)}/${key}` : `${folderPath(mount.mountPath)}/${key}`;
  return {
    words: `; ConfigMap ${name} has it as key ${key}, and volume ${mount.name} shows only ${mount.subPath ?? 'other keys'} of it`,
    object: fix.containerObject(`volumeMounts[${mount.name}]`),
    proof: configMapProof(name, `key ${key}, not mounted`),
    fix: fix.patchJson(`mount key ${key} as well, at ${path}`, [
      mount.subPath
        ? { op: 'add', path: `${fix.containerPath}/volumeMounts/-`, value: { name: mount.name, mountPath: path, subPath: key } }
        : { op: 'add', path: `/volumes/${volume}/configMap/items/-`, value: { key, path: key } },
    ]),
  };
}
