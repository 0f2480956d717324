import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { fetchedPage } from '../findings/fetched-page.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { scaleUp } from '../fixes/scale-up.ts';
import { listOf } from '../fixes/spec.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { ConfigFault, Fact } from '../logs/fact.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type FilledBy, writersInto } from '../trace/files/filled-by.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { unsetInFile } from '../trace/files/unset-in-file.ts';
import { askedService } from '../trace/network/asked-service.ts';
import { startText } from '../trace/programs/start-text.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

/** What parsers of JSON say of the sign with which HTML begins (Go, V8). */
const IS_PAGE = /invalid character '<' looking for beginning of value|Unexpected token '?</;

export const fileWrittenWrong: Cause = {
  id: 'file-written-wrong',
  title: 'another container of the pod writes its file so that the program refuses it',
  tier: 'kubernetes',
  covers: ['cfg.malformed-file'],
  // No object holds the file: the parser's words alone lead nowhere.
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'config-malformed', 'config-rejected');
    const file = fact && ((fact.fields as ConfigFault).file ?? fileIn(fact.quote, subject));
    const mounted = file ? mountedFile(file, subject) : undefined;
    if (!fact || !file || !mounted?.volume.emptyDir || unsetInFile(file, subject, evidence)) return undefined;
    const writers = writersInto(file, mounted.mount, subject, evidence).filter((one) => one.path === file);
    const overwritten = writtenOver(writers, fact, file, subject, evidence);
    if (overwritten) return overwritten;
    // What is copied is the fault of what it is copied from.
    const writer = only(writers.filter((one) => !isCopy(one)));
    if (!writer) return undefined;
    const text = startText({ ...subject, container: writer.container }, evidence);
    const asked = text ? askedService(text.text, subject, evidence) : undefined;
    if (asked === 'pending') return undefined;
    const { container, namespace, pod } = subject;
    const line = (fact.fields as ConfigFault).line;
    const fix = new WorkloadFix(subject, evidence);
    const page = IS_PAGE.test(fact.quote) ? fetchedPage(writer, file, subject, evidence) : undefined;
    if (page === 'pending') return undefined;
    return {
      summary: `container ${container.name} refuses ${file}${line ? `, line ${line}` : ''}: ${detailOf(fact)}; ${writer.by} writes it at each start${text ? `, with ${text.where}` : ''}${asked ? `; it asks for Service ${asked.name}, which has no ready pod${asked.idle ? `: ${asked.idle.word} is scaled to 0` : ''}` : ''}${page ? `; it fetches ${page.url}, which answers with a page (a page of HTML begins with <)` : ''}`,
      confidence: 'likely',
      object: asked?.idle
        ? { kind: asked.idle.kind, namespace, name: asked.idle.name, field: 'spec.replicas' }
        : fix.object(placeOf(writer)),
      proof: [
        logProof(subject, fact),
        { step: 'get', quote: `${writer.container.name}: ${writer.line}` },
        ...present(asked && { step: `get endpointslices of ${asked.name}`, quote: 'no ready address' }),
        attemptProof(subject),
      ],
      fixes: [
        ...present(
          asked?.idle && scaleUp(asked.idle.word, namespace, { again: true, isHeadless: asked.isHeadless }, fix),
          page?.fix && page.fix,
        ),
        ownLog(writer, pod.metadata.name, subject, evidence),
      ],
      decides: `what ${file} holds, and what ${writer.by} made it of`,
      ...(asked && asked.pods.length > 0 ? { leadsTo: asked.pods, afterwards: fix.restartCommand() } : {}),
    };
  },
};

const isCopy = ({ line }: FilledBy) => /^(?:\S*\/)?cp\s/.test(line);

/** Init containers run one after the other: what the last one of them copies there takes the place of what an earlier one wrote. */
function writtenOver(writers: readonly FilledBy[], fact: Fact, file: string, subject: Subject, evidence: Evidence): Match | undefined {
  const last = writers.at(-1);
  const earlier = writers.findLast(({ container }) => container.name !== last?.container.name);
  if (!last || !earlier || !isCopy(last) || isCopy(earlier) || writers.some(({ kind }) => kind !== 'init')) return undefined;
  if (last.line.split(/\s+/).some((word) => /^-\w*[nu]/.test(word) || word.startsWith('--no-clobber') || word.startsWith('--update')))
    return undefined;
  const fix = new WorkloadFix(subject, evidence);
  const at = (one: FilledBy) => (subject.pod.spec.initContainers ?? []).findIndex(({ name }) => name === one.container.name);
  return {
    summary: `container ${subject.container.name} refuses ${file}: ${detailOf(fact)}; ${last.by}, which runs after ${earlier.by}, copies its own over the one that that wrote (${last.line})`,
    confidence: 'likely',
    object: fix.object(placeOf(last)),
    proof: [
      logProof(subject, fact),
      { step: 'get', quote: `${earlier.container.name}: ${earlier.line}` },
      { step: 'get', quote: `${last.container.name}: ${last.line}` },
      attemptProof(subject),
    ],
    fixes: [
      fix.patchJson(`let ${earlier.by} run after ${last.by}, so that what it writes stays`, [
        { op: 'move', from: `/initContainers/${at(earlier)}`, path: `/initContainers/${at(last)}` },
      ]),
    ],
    decides: `which of the two ${file} is meant to be`,
  };
}

/** The only path of the line of the log that lies in an emptyDir, where the parser's own words name no file. */
const fileIn = (quote: string, subject: Subject): string | undefined =>
  only([...new Set(quote.match(/\/[\w@%+./-]{1,300}\.\w{1,10}\b/g) ?? [])].filter((path) => mountedFile(path, subject)?.volume.emptyDir));

const placeOf = ({ kind, container }: FilledBy) => `${listOf(kind)}[${container.name}]`;

const detailOf = ({ fields, quote }: Fact) => ((fields as ConfigFault).detail ?? quote).slice(0, 160);

const ownLog = ({ container, by }: FilledBy, pod: string, { namespace }: Subject, evidence: Evidence): Fix =>
  look(`look what ${by} said as it wrote it`, kubectl(evidence, namespace, ['logs', pod, '-c', container.name, '--tail=50']));
