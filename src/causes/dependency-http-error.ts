import { decidedBy } from '../evidence/end.ts';
import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, keysProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { askProbed, isFile, otherPath, pathOfSetting } from '../findings/asked-page.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { selectThem } from '../fixes/selector.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine, statusWord } from '../kube/pod.ts';
import type { Fact, FactFields } from '../logs/fact.ts';
import type { LogReading } from '../logs/reading.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { isReady } from '../trace/network/backends.ts';
import { type Beyond, beyond } from '../trace/network/beyond.ts';
import { overheard } from '../trace/servers/overheard.ts';
import { servedFiles } from '../trace/servers/served-files.ts';
import { serverName, serverOf, serverSubject } from '../trace/servers/server.ts';
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
    const url = fact.fields.url ?? saidBefore(status, valueOf(subject.log())) ?? urlBefore(fact, valueOf(subject.log())) ?? urlOf(subject);
    const pod = found?.pod;
    const down = pod && !isReady(pod) ? pod : undefined;
    const fix = new WorkloadFix(subject, evidence);
    const name = found ? serverName(found) : (url ?? 'another program');
    // Of what it refuses by itself its log need not speak.
    const complaint = found && !(status && /^4/.test(status)) ? overheard(found, evidence) : undefined;
    const behind = found && serverSubject(found, evidence);
    const next = complaint && behind ? beyond(complaint, behind, evidence) : undefined;
    const unready = next?.fault.kind === 'not-ready' ? next.fault.pods : [];
    const inSetting = status?.startsWith('404') && found ? pathOfSetting(found.connection.host, subject, evidence) : undefined;
    const path = inSetting && isAsked(inSetting.path, url) ? inSetting : undefined;
    const served = path && found && servedFiles(path.path, found, evidence);
    const seen =
      pod &&
      look(
        `look what ${pod.metadata.name} says about it`,
        kubectl(evidence, found?.namespace, [
          'logs',
          pod.metadata.name,
          '--tail=50',
          ...(found?.container ? ['-c', found.container.name] : []),
        ]),
      );
    return {
      summary: `${name} answers container ${subject.container.name} with ${status ? `HTTP status ${status}` : 'an HTTP error'}${url && found ? ` (${url})` : ''}${meaning(status, url)}${path ? `; ${placeOf(path.setting)} asks ${isFile(path.path) || !path.isBase ? 'for' : 'below'} ${path.path}${served ? `; ConfigMap ${served.configMap}, which it mounts, has ${served.files.slice(0, 4).join(', ')}` : ''}` : ''}${down ? `; its pod ${down.metadata.name} is ${statusWord(down)}, not ready` : ''}${complaint && pod ? `; pod ${pod.metadata.name} itself ${next ? `fails to reach Service ${next.service.metadata.name}: ${next.words}` : `complains: ${complaint.quote.slice(0, 160)}${frameOf(complaint)}`}` : ''}`,
      confidence: next ? 'certain' : 'likely',
      object: next
        ? { kind: 'Service', namespace: next.namespace, name: next.service.metadata.name }
        : path
          ? settingObject(path.setting, fix)
          : found?.service
            ? { kind: 'Service', namespace: found.namespace, name: found.service.metadata.name }
            : fix.object(),
      proof: [
        logProof(subject, fact),
        ...present(
          path && settingProof(path.setting, undefined, path.path, subject),
          served && keysProof('ConfigMap', served.configMap, served.files.join(', ')),
          pod && { step: 'get pod', quote: `${pod.metadata.name}: ${statusWord(pod)}${down ? ', not ready' : ''}` },
          complaint && pod && { step: `logs ${pod.metadata.name}`, quote: complaint.quote },
          next && { step: `get svc ${next.service.metadata.name}`, quote: next.words },
        ),
        attemptProof(subject),
      ],
      fixes: [next && selected(next, fix), path && (askProbed(path, found, fix) ?? otherPath(path, served, fix)), seen].flatMap(
        (one) => one ?? [],
      ),
      decides: complaint ? `whether that is why ${name} answers so` : `why ${name} answers so: its own log at that time`,
      ...(down || unready.length > 0
        ? {
            leadsTo: (down ? [down] : unready).map(({ metadata }) => ({
              namespace: metadata.namespace ?? subject.namespace,
              name: metadata.name,
            })),
          }
        : {}),
    };
  },
};

const selected = ({ fault, service, namespace }: Beyond, fix: WorkloadFix): Fix | undefined =>
  fault.kind === 'selects-nothing' && fault.relabelled ? selectThem(service, namespace, fault.relabelled, fix, { again: true }) : undefined;

const frameOf = ({ fields }: Fact) => ('frame' in fields && fields.frame ? ` (at ${fields.frame})` : '');

/** What the program asked for begins with the path of the setting, where it tells what it asked for. */
const isAsked = (path: string, url: string | undefined) => {
  const asked = /^https?:\/\/[^/\s]+(\/\S*)$/.exec(url ?? '')?.[1];
  return asked === undefined || asked.startsWith(path);
};

/** The line before tells what was asked, and the last one only the answer. */
const saidBefore = (status: string | undefined, log: LogReading | undefined) =>
  only([
    ...new Set(
      (log?.facts ?? []).flatMap(({ kind, fields }) => {
        const { status: same, url } = kind === 'http-error' ? (fields as FactFields['http-error']) : {};
        return url && same === status ? [url] : [];
      }),
    ),
  ]);

/** curl does not name what it asked for; a script may, right before it. */
function urlBefore({ quote, line }: Fact, log: LogReading | undefined): string | undefined {
  if (!/\bcurl: \(22\) /.test(quote)) return undefined;
  const before = log?.lines.slice(Math.max(0, line - 2), line).join('\n') ?? '';
  return only([...new Set(before.match(/https?:\/\/[\w.:-]{1,253}\/[^\s"'`,;)]{1,300}/g) ?? [])]);
}

/** The only page that its own command asks for. */
function urlOf({ container }: Subject): string | undefined {
  const urls = [
    ...new Set(
      commandLine(container)
        .join(' ')
        .match(/https?:\/\/[\w.:-]{1,253}\/[^\s"'`$|;&)]{1,300}/g) ?? [],
    ),
  ];
  return urls.length === 1 ? urls[0] : undefined;
}

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
