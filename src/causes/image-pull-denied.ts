import { ask, asksOf, kubectl, type Word } from '../fixes/command.ts';
import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type PullFailure, pullFailure } from '../trace/objects/pull-failure.ts';
import { type PullSecrets, pullSecrets } from '../trace/objects/pull-secrets.ts';
import { type Cause, RUNG } from './cause.ts';

/** Docker Hub, and Google's Artifact Registry, to those who may not know. */
const EITHER = /repository does not exist or may require|\(or it may not exist\)/;
/** Amazon's registry gives logins for 12 hours. */
const EXPIRED = /token has expired|ExpiredToken/i;

const NEW = 'registry-login';

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
    const login = pullSecrets(subject, evidence);
    const { used, missing, instead, known } = login;
    const isOfficial = OFFICIAL.test(pull.proof.quote);
    const isEither = EITHER.test(pull.proof.quote);
    const absent = isOfficial ? undefined : missing[0];
    const why = isOfficial
      ? 'Docker Hub gives its official images, whose names have no slash, to everybody: there is none of this name'
      : whyDenied(pull, login, namespace);
    // What is no pull secret is kept, as something else may read it; and so are those of which one is for another registry.
    const mayReplace = used.length === 1 && !login.notForPulling;
    const name = absent ?? (mayReplace ? used[0] : undefined) ?? NEW;
    const use = fix.patchSpec(`pull with the secret ${instead ?? name}`, { imagePullSecrets: [{ name: instead ?? name }] });
    const make = known && !absent && mayReplace ? madeAnew(name, pull, fix) : created(name, pull, use, fix);
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
        : [...present(instead && use), ...other.fixes, ...(instead || pod.metadata.deletionTimestamp ? [] : [make])],
      decides: 'a pull of the image with the same login: registries say "denied" for images that do not exist too',
    };
  },
};

function whyDenied(
  { proof: { quote } }: PullFailure,
  { used, missing: [absent], instead, notForPulling }: PullSecrets,
  namespace: string,
): string {
  if (absent) return `the pull secret ${absent} does not exist in namespace ${namespace}${instead ? `, but ${instead} does` : ''}`;
  if (used.length === 0)
    return `the pod names no imagePullSecrets${instead ? `, though ${instead} exists` : ''}${EITHER.test(quote) ? '; or there is no such image, which the registry answers alike' : ''}`;
  if (notForPulling)
    return `Secret ${notForPulling.name}, which the pod names as its pull secret, is none: it has ${notForPulling.keys.join(', ') || 'no key'}, and no .dockerconfigjson`;
  const login = `the login in pull secret ${used.join(', ')}`;
  return EXPIRED.test(quote) ? `${login} has expired` : `${login} is not accepted, or the image does not exist`;
}

const wordsFor = (name: string, { image }: PullFailure): Word[] => [
  'create',
  'secret',
  'docker-registry',
  name,
  `--docker-server=${/^[^/]*[.:][^/]*(?=\/)/.exec(image)?.[0] ?? 'https://index.docker.io/v1/'}`,
  ask('--docker-username=', 'REGISTRY_USER', 'the login at the registry', false),
  ask('--docker-password=', 'REGISTRY_PASSWORD', "the login's password or token", true),
];

function created(name: string, pull: PullFailure, use: Fix, { subject, evidence }: WorkloadFix): Fix {
  const words = wordsFor(name, pull);
  return {
    ...use,
    text: `create the pull secret ${name} with a login that may pull ${pull.image}, and use it`,
    command: [kubectl(evidence, subject.namespace, words), use.command].join(' && '),
    asks: asksOf(words),
  };
}

/** The type of a Secret does not change, so it is replaced. The kubelet pulls again by itself. */
function madeAnew(name: string, pull: PullFailure, { subject: { namespace }, evidence }: WorkloadFix): Fix {
  const words = wordsFor(name, pull);
  const made = kubectl(evidence, namespace, [...words, '--dry-run=client', '-o', 'yaml']);
  return {
    text: `make the pull secret ${name} anew, with a login that may pull ${pull.image}; logins for other registries that it holds are gone then`,
    command: `${made} | ${kubectl(evidence, namespace, ['replace', '--force', '-f', '-'])}`,
    changes: true,
    restarts: false,
    asks: asksOf(words),
  };
}
