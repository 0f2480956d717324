import { specProof } from '../evidence/proof.ts';
import { noSurer, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { mountPath } from '../fixes/mount.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import { imageName } from '../kube/image.ts';
import { commandLine, othersWith, volumeOf } from '../kube/pod.ts';
import type { VolumeMount } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { configFiles, mountedFile } from '../trace/files/mounted-file.ts';
import { volumeFiles } from '../trace/files/volume-files.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { mainProgramOf } from '../trace/programs/programs.ts';
import { belongsTo, MAIN_FILE, SITES } from '../trace/texts/nginx-context.ts';
import { type Cause, RUNG } from './cause.ts';

export const siteNotRead: Cause = {
  id: 'site-not-read',
  title: 'nginx reads none of the files that are mounted for it, and so listens nowhere',
  tier: 'kubernetes',
  covers: ['cfg.mountpath-wrong', 'probe.tcp', 'probe.readiness'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    if (trouble?.failure?.sort !== 'refused') return undefined;
    const { container, pod, namespace } = subject;
    const { image = '', volumeMounts = [] } = container;
    const isOfficial = mainProgramOf(image) === 'nginx';
    if ((!isOfficial && !/nginx/.test(imageName(image))) || /\s-c\s*\S/.test(commandLine(container).join(' '))) return undefined;
    const mount = volumeMounts.find((one) => folderPath(one.mountPath) === SITES && one.subPath === undefined);
    const volume = mount && volumeOf(pod, mount.name);
    // With a main file of its own it may read any; of templates its entrypoint writes sites (20-envsubst-on-templates.sh).
    if (
      !mount ||
      !volume ||
      mountedFile(MAIN_FILE, subject) ||
      volumeMounts.some((one) => one !== mount && (one.mountPath.startsWith(`${SITES}/`) || one.mountPath.startsWith(TEMPLATES)))
    )
      return undefined;
    const isEmpty = volume.emptyDir !== undefined && othersWith(volume.name, subject).length === 0;
    const files = isEmpty ? [] : volumeFiles(volume, namespace, evidence);
    if (!files || files.some((file) => file.endsWith('.conf'))) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const has = files.length > 0 ? `has ${files.join(', ')} alone` : 'is empty';
    const sites = configFiles(subject, evidence).flatMap(({ path, key, text }) =>
      text.state === 'read' && path === `${SITES}/${key}` && belongsTo(text.value) === 'http' ? [key] : [],
    );
    const shown = sites.length > 0 ? asSites(mount, sites, fix) : undefined;
    return {
      summary: probeSentence(
        trouble,
        subject,
        `is refused: nothing listens there, as nginx takes its sites from the files *.conf of ${SITES} alone, where volume ${volume.name} is mounted and ${has}`,
      ),
      confidence: noSurer(trouble, isOfficial ? 'certain' : 'likely'),
      object: sites.length > 0 ? fix.object(`volumes[${volume.name}]`) : probeObject(trouble, fix, ''),
      proof: [...probeProofs(trouble, subject), specProof(subject, 'volumeMounts', `${mount.name} at ${mount.mountPath}; it ${has}`)],
      fixes: [
        shown ??
          fix.patchJson(`take the mount of ${mount.name} at ${SITES} out, so that the image's own site is read`, [
            { op: 'remove', path: mountPath(fix, mount) },
          ]),
      ],
      decides: `what nginx reads: kubectl exec ${pod.metadata.name} -n ${namespace} -c ${container.name} -- nginx -T`,
    };
  },
};

const TEMPLATES = '/etc/nginx/templates';

/** Each key as a file that is read: site.cfg as site.conf. */
function asSites({ name }: VolumeMount, keys: readonly string[], fix: WorkloadFix): Fix | undefined {
  const { volumes = [] } = fix.subject.pod.spec;
  const index = volumes.findIndex((one) => one.name === name);
  if (!volumes[index]?.configMap || volumes[index]?.configMap?.items) return undefined;
  const items = keys.map((key) => ({ key, path: `${key.replace(/\.\w{1,10}$/, '')}.conf` }));
  return fix.patchJson(`let volume ${name} show ${items.map(({ key, path }) => `${key} as ${path}`).join(', ')}`, [
    { op: 'add', path: `/volumes/${index}/configMap/items`, value: items },
  ]);
}
