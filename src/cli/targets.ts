/** What the words of the command line name: pods, or workloads by kind, as kubectl reads TYPE/NAME and TYPE NAME. */
import type { Target, TargetKind } from '../command.ts';
import { UsageError } from '../errors.ts';
import { didYouMean } from '../help.ts';

/** kubectl's spellings: `kubectl api-resources`, singular, plural and short name. */
const KINDS: Record<TargetKind, { group: string; spellings: readonly string[] }> = {
  pods: { group: '', spellings: ['po', 'pod', 'pods'] },
  deployments: { group: 'apps', spellings: ['deploy', 'deployment', 'deployments'] },
  replicasets: { group: 'apps', spellings: ['rs', 'replicaset', 'replicasets'] },
  statefulsets: { group: 'apps', spellings: ['sts', 'statefulset', 'statefulsets'] },
  daemonsets: { group: 'apps', spellings: ['ds', 'daemonset', 'daemonsets'] },
  jobs: { group: 'batch', spellings: ['job', 'jobs'] },
  cronjobs: { group: 'batch', spellings: ['cj', 'cronjob', 'cronjobs'] },
  replicationcontrollers: { group: '', spellings: ['rc', 'replicationcontroller', 'replicationcontrollers'] },
};
const BY_SPELLING = new Map<string, TargetKind>();
for (const plural of Object.keys(KINDS) as TargetKind[]) for (const spelling of KINDS[plural].spellings) BY_SPELLING.set(spelling, plural);
const SHORTEST = 'pod, deploy, rs, sts, ds, job, cronjob or rc';

/** `onlyKind`: the words are a kind alone (`pods`), which names nothing. */
export function targetsOf(words: readonly string[]): { targets: Target[]; onlyKind?: TargetKind } {
  const [first, ...names] = words;
  const kind = first === undefined ? undefined : kindOf(first);
  if (kind && names.length === 0) return { targets: [], onlyKind: kind };
  const targets = kind ? names.map((name) => named(kind, name, `${first} ${name}`)) : words.map(oneWord);
  return { targets: targets.filter((target, at) => targets.findIndex((other) => isSame(other, target)) === at) };
}

function oneWord(word: string): Target {
  const [type = '', name = '', ...more] = word.split('/');
  if (!word.includes('/')) return named('pods', word, word);
  const kind = kindOf(type);
  if (type === '' || name === '' || more.length > 0)
    throw new UsageError(`${JSON.stringify(word)} is not of the form KIND/NAME, as in deploy/web`);
  if (!kind) {
    const meant = didYouMean(type.toLowerCase(), [...BY_SPELLING.keys()], (spelling) => `${spelling}/${name}`);
    throw new UsageError(
      `${JSON.stringify(word)}: ${type} is no kind that owns pods${meant || `; use ${SHORTEST}`} (a namespace is given as -n NAME)`,
    );
  }
  return named(kind, name, word);
}

/** `deploy`, `Deployment`, `deployments.apps`, `deployments.v1.apps`; the group must be the kind's own. */
function kindOf(word: string): TargetKind | undefined {
  const [spelling = '', ...rest] = word.toLowerCase().split('.');
  const kind = BY_SPELLING.get(spelling);
  if (!kind || rest.length === 0) return kind;
  const group = (/^v\d/.test(rest[0] ?? '') ? rest.slice(1) : rest).join('.');
  return group === KINDS[kind].group ? kind : undefined;
}

function named(plural: TargetKind, name: string, word: string): Target {
  if (name.includes('/')) throw new UsageError(`${JSON.stringify(word)} names the kind twice; write ${name} alone`);
  if (name === '') throw new UsageError(`an empty word was given where the name of a ${word === '' ? 'pod' : word.trim()} belongs`);
  if (!isName(name)) {
    const lower = name.toLowerCase();
    const what = plural === 'pods' ? 'pod' : plural.slice(0, -1);
    const why = "names have lower-case letters, digits, '-' and '.', and at most 253 of them";
    throw new UsageError(
      `${JSON.stringify(name)} cannot be the name of a ${what}${lower !== name && isName(lower) ? `; did you mean ${lower}?` : `: ${why}`}`,
    );
  }
  return { plural, name };
}

const isSame = (one: Target, other: Target): boolean => one.plural === other.plural && one.name === other.name;

/** RFC 1123 subdomain (apimachinery util/validation IsDNS1123Subdomain): what the API takes as a name. */
export const isName = (text: string): boolean =>
  text.length <= 253 && text.split('.').every((part) => /^[a-z0-9-]+$/.test(part) && !/^-|-$/.test(part));

/** RFC 1123 label (IsDNS1123Label): the name of a container or a namespace. */
export const isLabel = (text: string): boolean => text.length <= 63 && !text.includes('.') && isName(text);
