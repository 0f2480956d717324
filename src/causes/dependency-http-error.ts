import { decidedBy, loggedLines } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, keysProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { askProbed, isFile, otherPath, type PathOfSetting, pathOfSetting } from '../findings/asked-page.ts';
import { behindWords, leadsTo, seenBehind } from '../findings/seen-behind.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { selectThem } from '../fixes/selector.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { statusWord } from '../kube/pod.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix, ObjectRef } from '../report.ts';
import { askedUrl } from '../trace/network/asked-url.ts';
import type { Beyond } from '../trace/network/beyond.ts';
import { type ServedFiles, servedFiles } from '../trace/servers/served-files.ts';
import { type Server, serverName, serverOf } from '../trace/servers/server.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const dependencyHttpError: Cause = {
  id: 'dependency-http-error',
  title: 'another program answers with an error',
  tier: 'environment',
  covers: ['dep.http-5xx'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'http-error');
    if (!fact) return undefined;
    const found = serverOf(subject, evidence, ['http-error']);
    if (found === 'pending') return undefined;
    const { status } = fact.fields;
    const url = askedUrl(fact, subject);
    const name = found ? serverName(found) : (url ?? 'another program');
    const seen = found && seenBehind(found, status, evidence);
    const next = seen?.next;
    const path = found && askedPath(found, status, url, subject, evidence);
    const served = path && servedFiles(path.path, found, evidence);
    const fix = new WorkloadFix(subject, evidence);
    const { pod } = found ?? {};
    return {
      summary: `${name} answers container ${subject.container.name} with ${status ? `HTTP status ${status}` : 'an HTTP error'}${url && found ? ` (${url})` : ''}${isSealed(fact, subject) ? ': it is sealed, and has to be unsealed (vault operator unseal)' : meaning(status, url)}${path ? `; ${pathWords(path, served)}` : ''}${seen ? behindWords(seen) : ''}`,
      confidence: next ? 'certain' : 'likely',
      object: next
        ? serviceObject(next)
        : path
          ? settingObject(path.setting, fix)
          : found?.service
            ? serviceObject({ service: found.service, namespace: found.namespace })
            : fix.object(),
      proof: [
        logProof(subject, fact),
        ...present(
          path && settingProof(path.setting, undefined, path.path, subject),
          served && keysProof('ConfigMap', served.configMap, served.files.join(', ')),
          pod && { step: 'get pod', quote: `${pod.metadata.name}: ${statusWord(pod)}${seen?.down ? ', not ready' : ''}` },
          seen?.complaint && pod && { step: `logs ${pod.metadata.name}`, quote: seen.complaint.quote },
          next && { step: `get svc ${next.service.metadata.name}`, quote: next.words },
        ),
        attemptProof(subject),
      ],
      fixes: present(
        next && selected(next, fix),
        path && (askProbed(path, found, fix) ?? otherPath(path, served, fix)),
        found && lookAtLog(found, evidence),
      ),
      decides: seen?.complaint ? `whether that is why ${name} answers so` : `why ${name} answers so: its own log at that time`,
      ...leadsTo(seen, subject),
    };
  },
};

/** The setting that has the path which is not there. */
function askedPath(
  found: Server,
  status: string | undefined,
  url: string | undefined,
  subject: Subject,
  evidence: Evidence,
): PathOfSetting | undefined {
  const path = status?.startsWith('404') ? pathOfSetting(found.connection.host, subject, evidence) : undefined;
  return path && isAsked(path.path, url) ? path : undefined;
}

function pathWords({ setting, path, isBase }: PathOfSetting, served: ServedFiles | undefined): string {
  const has = served ? `; ConfigMap ${served.configMap}, which it mounts, has ${served.files.slice(0, 4).join(', ')}` : '';
  return `${placeOf(setting)} asks ${isFile(path) || !isBase ? 'for' : 'below'} ${path}${has}`;
}

const serviceObject = ({ service, namespace }: Pick<Beyond, 'service' | 'namespace'>): ObjectRef => ({
  kind: 'Service',
  namespace,
  name: service.metadata.name,
});

const lookAtLog = ({ pod, namespace, container }: Server, evidence: Evidence): Fix | undefined =>
  pod &&
  look(
    `look what ${pod.metadata.name} says about it`,
    kubectl(evidence, namespace, ['logs', pod.metadata.name, '--tail=50', ...(container ? ['-c', container.name] : [])]),
  );

const selected = ({ fault, service, namespace }: Beyond, fix: WorkloadFix): Fix | undefined =>
  fault.kind === 'selects-nothing' && fault.relabelled ? selectThem(service, namespace, fault.relabelled, fix, { again: true }) : undefined;

/** What the program asked for begins with the path of the setting, where it tells what it asked for. */
const isAsked = (path: string, url: string | undefined) => {
  const asked = /^https?:\/\/[^/\s]+(\/\S*)$/.exec(url ?? '')?.[1];
  return asked === undefined || asked.startsWith(path);
};

/** What Vault answers to everything until then (hashicorp/vault:vault/core.go), in the error itself or below it. */
const isSealed = ({ line }: Fact, subject: Subject): boolean =>
  loggedLines(subject)
    .slice(line, line + 8)
    .some((one) => /\bVault is sealed\b/.test(one));

function meaning(status: string | undefined, url = ''): string {
  if (status === '401') return ': its credentials are missing or wrong';
  if (status === '403') return ': it is known, and not allowed to do this';
  // docs.github.com, "Troubleshooting the REST API": not 403, so that nobody learns what there is.
  if (status?.startsWith('404') && /^https:\/\/api\.github\.com\//.test(url))
    return ': there is no such path, or its token is wrong, too old or may not see it, which GitHub answers in the same way';
  if (status?.startsWith('404')) return ': the path does not exist there';
  if (status === '429') return ': it is asked too often';
  return '';
}
