import { ask, asksOf, kubectl } from '../fixes/command.ts';
import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { pullFailure } from '../trace/objects/pull-failure.ts';
import { pullSecrets } from '../trace/objects/pull-secrets.ts';
import { type Cause, RUNG } from './cause.ts';

/** Docker Hub, and Google's Artifact Registry, to those who may not know. */
const EITHER = /repository does not exist or may require|\(or it may not exist\)/;
/** Amazon's registry gives logins for 12 hours. */
const EXPIRED = /token has expired|ExpiredToken/i;

/** Of Docker Hub's own library (hub.docker.com, Docker Official Images), by its own answer. */
const OFFICIAL = /docker\.io\/library\/.*repository does not exist/s;

export const imagePullDenied: Cause = {
  id: 'image-pull-denied',
  title: 'the registry does not give the image to this pod: not allowed, or no such image',
  tier: 'kubernetes',
  covers: ['img.pull-auth', 'img.pull-notfound'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const pull = pullFailure(subject);
    if (pull?.sort !== 'denied') return undefined;
    const { container, pod, namespace } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const other = otherImage(subject, evidence, true);
    const { used, missing, instead, notForPulling, known } = pullSecrets(subject, evidence);
    const isOfficial = OFFICIAL.test(pull.proof.quote);
    const absent = isOfficial ? undefined : missing[0];
    const isEither = EITHER.test(pull.proof.quote);
    const why = isOfficial
      ? 'Docker Hub gives its official images, whose names have no slash, to everybody: there is none of this name'
      : absent
        ? `the pull secret ${absent} does not exist in namespace ${namespace}${instead ? `, but ${instead} does` : ''}`
        : used.length === 0
          ? `the pod names no imagePullSecrets${instead ? `, though ${instead} exists` : ''}${isEither ? '; or there is no such image, which the registry answers alike' : ''}`
          : notForPulling
            ? `Secret ${notForPulling.name}, which the pod names as its pull secret, is none: it has ${notForPulling.keys.join(', ') || 'no key'}, and no .dockerconfigjson`
            : EXPIRED.test(pull.proof.quote)
              ? `the login in pull secret ${used.join(', ')} has expired`
              : `the login in pull secret ${used.join(', ')} is not accepted, or the image does not exist`;
    const server = /^[^/]*[.:][^/]*(?=\/)/.exec(pull.image)?.[0] ?? 'https://index.docker.io/v1/';
    const name = absent ?? used[0] ?? 'registry-login';
    const words = [
      'create',
      'secret',
      'docker-registry',
      name,
      `--docker-server=${server}`,
      ask('--docker-username=', 'REGISTRY_USER', 'the login at the registry', false),
      ask('--docker-password=', 'REGISTRY_PASSWORD', "the login's password or token", true),
    ];
    const use = fix.patchSpec(`pull with the secret ${instead ?? name}`, { imagePullSecrets: [{ name: instead ?? name }] });
    // The type of a Secret does not change: one that is there is made anew. The kubelet pulls again by itself.
    const anew = `${kubectl(evidence, namespace, [...words, '--dry-run=client', '-o', 'yaml'])} | ${kubectl(evidence, namespace, ['replace', '--force', '-f', '-'])}`;
    const isThere = absent === undefined && used.includes(name) && known;
    const create: Fix = isThere
      ? {
          text: `make the pull secret ${name} anew, with a login that may pull ${pull.image}`,
          command: anew,
          changes: true,
          restarts: false,
          asks: asksOf(words),
        }
      : {
          ...use,
          text: `create the pull secret ${name} with a login that may pull ${pull.image}, and use it`,
          command: [kubectl(evidence, namespace, words), use.command].join(' && '),
          asks: asksOf(words),
        };
    return {
      summary: `container ${container.name} cannot start: the registry refuses image ${pull.shown} (${pull.why}); ${why}`,
      // Which registry a secret is for, its value tells, which is not read.
      confidence: isOfficial || (absent ? used.length === 1 : known && !(isEither && used.length === 0)) ? 'certain' : 'likely',
      object: absent ? fix.object('imagePullSecrets') : fix.containerObject('image'),
      proof: [
        pull.proof,
        { step: 'get', quote: `imagePullSecrets: ${used.join(', ') || 'none'}`, path: 'spec.imagePullSecrets' },
        ...other.proof,
      ],
      fixes: isOfficial
        ? [...other.fixes, advised('name an image that there is, with its owner or registry before it')]
        : [...present(instead && use), ...other.fixes, ...(instead || pod.metadata.deletionTimestamp ? [] : [create])],
      decides: 'a pull of the image with the same login: registries say "denied" for images that do not exist too',
    };
  },
};
