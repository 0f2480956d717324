/** Environment variables of a container: what sets them, and which one a person may have meant. */
import type { Evidence, Known } from '../../evidence/evidence.ts';
import { CLUSTER_CA } from '../../kube/cluster-ca.ts';
import type { Container, EnvVar } from '../../kube/shapes.ts';
import { only } from '../../only.ts';

/** Words for one thing: DB_PASS and POSTGRES_PASSWORD ask for the same. */
const SYNONYMS = [
  ['db', 'database', 'postgres', 'postgresql', 'pg', 'mysql', 'mariadb', 'mongo', 'mongodb', 'sql'],
  ['url', 'uri', 'dsn', 'address', 'addr', 'endpoint'],
  ['pass', 'password', 'passwd', 'pwd'],
  ['user', 'username', 'login'],
  ['host', 'hostname', 'server'],
  ['key', 'token'],
];

/** batchSize → batch_Size: names of settings are spelt in both ways. */
export const underscored = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1_$2');

/** The words of a name in a canonical form, sorted: DB_PASSWORD → database password. */
function meaning(name: string): string {
  const words = underscored(name)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  return words
    .map((word) => SYNONYMS.find((same) => same.includes(word))?.[0] ?? word)
    .sort()
    .join(' ');
}

/** The candidate that means the same as a name in other words; undefined where there is none, or more than one. */
export function sameMeaning(name: string, candidates: readonly string[]): string | undefined {
  const found = candidates.filter((candidate) => candidate !== name && meaning(candidate) === meaning(name));
  return only(found);
}

/** The last value wins, as for the kubelet. */
export function variableOf({ env = [] }: Container, name: string): EnvVar | undefined {
  return env.findLast((variable) => variable.name === name);
}

/** Does envFrom give this variable? `pending` or `gap` where the keys are not known. */
export function givenByEnvFrom({ envFrom = [] }: Container, name: string, namespace: string, evidence: Evidence): Known<boolean> {
  const given = envFrom.map(({ prefix = '', configMapRef, secretRef }): Known<boolean> => {
    const source = configMapRef?.name ?? secretRef?.name;
    if (!source) return { state: 'read', value: false };
    const known = evidence.keys(configMapRef ? 'configmaps' : 'secrets', namespace);
    if (known.state !== 'read') return known;
    return { state: 'read', value: (known.value.get(`${namespace}/${source}`) ?? []).some((key) => `${prefix}${key}` === name) };
  });
  return (
    given.find((one) => one.state === 'read' && one.value) ?? given.find((one) => one.state !== 'read') ?? { state: 'read', value: false }
  );
}

export interface Hidden {
  /** Of the empty entry of env, which wins. */
  index: number;
  /** What it hides: another entry, or envFrom. */
  by: string;
}

/** An entry of env that is empty and takes the place of one that has a value: of two with a name the last one wins, and env goes before envFrom. */
export function hiddenByEmpty({ env = [] }: Container, name: string, isGiven: boolean): Hidden | undefined {
  const index = env.findLastIndex((one) => one.name === name);
  const last = env[index];
  if (!last || last.valueFrom || last.value) return undefined;
  const earlier = env.findLastIndex((one, at) => at < index && one.name === name && (one.valueFrom !== undefined || Boolean(one.value)));
  if (earlier < 0 && !isGiven) return undefined;
  return { index, by: earlier < 0 ? 'what envFrom gives' : `env[${earlier}], which has one` };
}

export interface Source {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  key: string;
}

/** ConfigMap and Secret keys of the namespace whose name means the variable; those that the pod uses already come first. */
export function sourcesFor(name: string, used: readonly string[], namespace: string, evidence: Evidence): Source[] {
  const read = (['configmaps', 'secrets'] as const).map((plural) => ({ plural, known: evidence.keys(plural, namespace) }));
  const found = read.flatMap(({ plural, known }): Source[] => {
    if (known.state !== 'read') return [];
    const kind = plural === 'configmaps' ? 'ConfigMap' : 'Secret';
    return [...known.value].flatMap(([path, keys]) => {
      const object = path.slice(namespace.length + 1);
      return object === CLUSTER_CA
        ? []
        : keys.filter((key) => meaning(key) === meaning(name)).map((key) => ({ kind, name: object, key }) as Source);
    });
  });
  const rank = (source: Source) => (used.includes(source.name) ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b));
}
