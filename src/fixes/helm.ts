/** Back to the release before: what Helm knows of it, its records tell by their labels; what is in them is never read. */

import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { managerOf } from '../evidence/manager.ts';
import { releasesQuery } from '../evidence/query.ts';
import { timeOf } from '../kube/pod.ts';
import type { Fix } from '../report.ts';
import { quote } from '../shell-word.ts';
import { restarting } from './fix.ts';
import type { WorkloadFix } from './workload.ts';

/** kubectl's connection flags, as Helm spells them (helm pkg/cli/environment.go AddFlags); one that it lacks leaves no sure command. */
const FLAGS: Record<string, string> = {
  '--context': '--kube-context',
  '--kubeconfig': '--kubeconfig',
  '--server': '--kube-apiserver',
  '--as': '--kube-as-user',
  '--as-group': '--kube-as-group',
  '--certificate-authority': '--kube-ca-file',
  '--tls-server-name': '--kube-tls-server-name',
};

/** Seconds that may lie between the record of an upgrade and what it made: Helm writes the record first, hooks run in between. */
const AFTER = 2;

/**
 * `since`: when the revision that fails was made. The last record before that is of the upgrade that made it; the newest before this one
 * that was ever deployed is the release that was good.
 */
export function helmRollback(what: string, since: number | undefined, fix: WorkloadFix): Fix | undefined {
  const { owner, evidence, subject } = fix;
  const manager = managerOf(owner.object?.metadata);
  const namespace = owner.object?.metadata.annotations?.['meta.helm.sh/release-namespace'] ?? subject.namespace;
  const flags = evidence.flags.map((flag) => helmFlag(flag));
  if (manager?.tool !== 'Helm' || since === undefined || !NAME.test(manager.name) || flags.includes(undefined)) return undefined;
  const records = releases(manager.name, namespace, evidence);
  const made = records.filter(({ created }) => created <= since + AFTER * 1000).at(-1);
  const good = records
    .filter(({ version, status }) => made && version < made.version && (status === 'superseded' || status === 'deployed'))
    .at(-1);
  if (!made || !good) return undefined;
  const command = ['helm', 'rollback', manager.name, String(good.version), '-n', namespace, ...(flags as string[])].map(quote).join(' ');
  return restarting(
    `go back to revision ${good.version} of Helm release ${manager.name}, the last before revision ${made.version}, which brought this in; ${what}`,
    command,
  );
}

/** Names of releases (helm pkg/chartutil/validate_name.go); anything else is no release, and does not get into a command. */
const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function helmFlag(flag: string): string | undefined {
  const at = flag.indexOf('=');
  const name = FLAGS[at < 0 ? flag : flag.slice(0, at)];
  return name === undefined || at < 0 ? undefined : `${name}${flag.slice(at)}`;
}

/** Oldest first. */
function releases(release: string, namespace: string, evidence: Evidence): { version: number; status: string; created: number }[] {
  const text = valueOf(evidence.ask(releasesQuery(release, namespace))) ?? '';
  return text
    .split('\n')
    .flatMap((line) => {
      const [version = '', status = '', time] = line.trim().split(' ');
      const created = timeOf(time);
      return /^\d+$/.test(version) && created !== undefined ? [{ version: Number(version), status, created }] : [];
    })
    .sort((a, b) => a.version - b.version);
}
