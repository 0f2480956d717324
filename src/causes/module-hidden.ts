import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, keyObject, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { editKeys } from '../fixes/change-keys.ts';
import { restarting } from '../fixes/fix.ts';
import { mountPath } from '../fixes/mount.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastName, parentOf } from '../kube/folder.ts';
import type { Fix } from '../report.ts';
import { configFiles, mountedFile } from '../trace/files/mounted-file.ts';
import { LIBRARIES } from '../trace/programs/python-libraries.ts';
import { type Cause, RUNG } from './cause.ts';

export const moduleHidden: Cause = {
  id: 'module-hidden',
  title: 'a mounted file has the name of a module, and is loaded in its place',
  tier: 'kubernetes',
  covers: ['app.python-module', 'app.python-traceback', 'cfg.mount-hides-app', 'cfg.mountpath-wrong'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'exception', 'module-missing');
    const loaded = fact && loadedFile(fact.quote, (fact.fields as { frame?: string }).frame);
    const file = loaded && fromConfig(loaded.path, subject, evidence);
    if (!fact || !loaded || !file) return undefined;
    const { container, namespace } = subject;
    const { module, name, path } = loaded;
    // It has the name, further down: two modules load each other.
    if (new RegExp(`^(?:(?:async )?def |class )?${name}\\b(?!\\.)`, 'm').test(valueOf(file.text) ?? '')) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    // Constants are what settings modules are for; such a file is the one that is meant, and lacks one. So is a module of the program's own.
    const isMeant = /^[A-Z][A-Z0-9_]*$/.test(name) || !LIBRARIES.has(module);
    const whatElse = isMeant ? '' : `; a library ${module} of the image is hidden by it`;
    return {
      summary: `container ${container.name} loads ${path} as its module ${module}, and it has no ${name}: the file is key ${file.key} of ConfigMap ${file.name}${whatElse}`,
      confidence: 'certain',
      object: isMeant ? keyObject(namespace, file.name, file.key) : fix.containerObject('volumeMounts'),
      proof: [
        logProof(subject, fact),
        {
          step: 'get',
          quote: `${file.mount.mountPath}: volume ${file.mount.name}, ConfigMap ${file.name}`,
          path: `spec.containers[${container.name}].volumeMounts`,
        },
        attemptProof(subject),
      ],
      fixes: [isMeant ? edit(file.name, file.key, name, fix) : moved(file.mount, path, fix)],
    };
  },
};

/**
 * Which file Python took for a module, by its own words (Objects/moduleobject.c, Python/ceval.c, import_from): an ImportError names it;
 * else it is the one beside the program that loads it, as that folder is searched first.
 */
function loadedFile(quote: string, frame: string | undefined): { module: string; name: string; path: string } | undefined {
  const [, imported, of = '', path] =
    /ImportError: cannot import name '(\w+)' from (?:partially initialized module )?'(\w+)' (?:\([a-z][^()]{0,80}\) )?\((?:consider renaming ')?(\/[^()\s']+\.py)[)']/.exec(
      quote,
    ) ?? [];
  if (imported && path) return { module: of, name: imported, path };
  const [, module, name] = /AttributeError: (?:partially initialized )?module '(\w+)' has no attribute '(\w+)'/.exec(quote) ?? [];
  const folder = frame === undefined ? undefined : parentOf(frame);
  return module && name && folder ? { module, name, path: `${folder}/${module}.py` } : undefined;
}

/** It is there only if the ConfigMap has it; a Secret is no program. */
function fromConfig(path: string, subject: Subject, evidence: Evidence) {
  const file = configFiles(subject, evidence).find((one) => one.path === path && one.text.state === 'read');
  const mount = mountedFile(path, subject)?.mount;
  return file && mount ? { ...file, mount } : undefined;
}

function moved(mount: Parameters<typeof mountPath>[1], path: string, fix: WorkloadFix): Fix {
  const { container } = fix.subject;
  const name = lastName(path);
  if (mount.mountPath !== path)
    return restarting(`give ${name} of volume ${mount.name} another name than that of a module, by items of the volume`);
  const to = `/etc/${container.name}/${name}`;
  return fix.patchJson(`mount it where Python does not search for modules, at ${to}, and let what reads it read it there`, [
    { op: 'replace', path: `${mountPath(fix, mount)}/mountPath`, value: to },
  ]);
}

const edit = (name: string, key: string, entry: string, fix: WorkloadFix): Fix =>
  editKeys(`write ${entry} into key ${key}, then start the pods anew`, { sort: 'ConfigMap', name }, fix);
