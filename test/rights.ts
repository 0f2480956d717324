/** docs/rbac.yaml, right by right: VERB GROUP/RESOURCE @namespace or @cluster, which is what RBAC decides on. */
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

export interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}
export interface Role {
  kind: string;
  metadata: { name: string; namespace?: string };
  rules: Rule[];
}

export const roles = parseAllDocuments(readFileSync(new URL('../docs/rbac.yaml', import.meta.url), 'utf8')).map(
  (document) => document.toJS() as Role,
);

/** Each of these is one of RBAC's rules too. */
export const singly = ({ apiGroups, resources, verbs }: Rule): Rule[] =>
  apiGroups.flatMap((group) => resources.flatMap((one) => verbs.map((verb) => ({ apiGroups: [group], resources: [one], verbs: [verb] }))));

export function rightsOf({ kind }: Role, rule: Rule): string[] {
  const where = kind === 'Role' ? 'namespace' : 'cluster';
  return singly(rule).map(({ apiGroups, resources, verbs }) => `${verbs[0]} ${apiGroups[0]}/${resources[0]} @${where}`);
}

/** What kubectl asks the API server for with these arguments. */
export function rightFor(args: readonly string[]): string {
  if (args[0] === 'exec') return 'create /pods/exec @namespace';
  if (args[1] !== '--raw') return `list /${args[1]} @${args.includes('--all-namespaces') ? 'cluster' : 'namespace'}`;
  const parts = new URL(args[2] as string, 'http://cluster').pathname.split('/').slice(1);
  const group = parts[0] === 'api' ? '' : parts[1];
  const rest = parts.slice(parts[0] === 'api' ? 2 : 3);
  const isNamespaced = rest[0] === 'namespaces' && rest.length > 2;
  const [plural, name, sub] = isNamespaced ? rest.slice(2) : rest;
  return `${name ? 'get' : 'list'} ${group}/${plural}${sub ? `/${sub}` : ''} @${isNamespaced ? 'namespace' : 'cluster'}`;
}
