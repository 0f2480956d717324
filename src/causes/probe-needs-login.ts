import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { alternatives } from '../findings/probe-alternatives.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { portOf } from '../kube/probe.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { tlsSigns } from '../trace/network/tls-signs.ts';
import { otherAnswerer, vaultState } from '../trace/probes/answerer.ts';
import { type IndexMissing, indexMissing } from '../trace/probes/index-missing.ts';
import { type ProbeTrouble, probeTrouble } from '../trace/probes/probe-trouble.ts';
import { refusedHost } from '../trace/probes/refused-host.ts';
import { type Serving, servingOf } from '../trace/probes/serving.ts';
import { workingPath } from '../trace/probes/working-path.ts';
import { type Cause, type Match, RUNG } from './cause.ts';
import { NOT_THERE } from './probe-wrong-path.ts';

const WHY: Record<number, string> = {
  400: 'is refused as a bad request (400); programs that check the Host header do so, as the kubelet asks by address',
  401: 'needs a login (401)',
  403: 'is forbidden (403)',
  407: 'needs a login (407)',
  421: 'is refused (421), as the kubelet asks by address, not by name',
  429: 'is refused as one request too many (429)',
};

/** Codes of gRPC by which a server that asks everybody who he is answers a health check as well. */
export const REFUSED: readonly string[] = ['Unauthenticated', 'PermissionDenied'];

/** Who gets such an answer has asked, and been understood. */
const whyOf = (status: number): string | undefined =>
  WHY[status] ?? (status >= 400 && status < 500 && !NOT_THERE.includes(status) ? `is refused (${status})` : undefined);

export const probeNeedsLogin: Cause = {
  id: 'probe-needs-login',
  title: "the program refuses a probe's request",
  tier: 'kubernetes',
  covers: ['probe.liveness-path', 'probe.liveness-status', 'probe.readiness'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    if (trouble?.failure?.sort === 'tls-alert') return brokenOff(trouble, trouble.failure.alert, subject, evidence);
    if (trouble?.failure?.sort === 'grpc-error' && REFUSED.includes(trouble.failure.code))
      return refused(
        trouble,
        `is refused (${trouble.failure.code}: ${trouble.failure.text}): the server wants a login of health checks, too`,
        subject,
        evidence,
      );
    if (trouble?.failure?.sort !== 'status') return undefined;
    const { status } = trouble.failure;
    const why = whyOf(status);
    const port = portOf(trouble.probe, subject.container);
    if (!why || vaultState(trouble.probe, status) || (status === 400 && tlsSigns(subject, port))) return undefined;
    return ofStatus(trouble, status, why, subject, evidence);
  },
};

/** What is known of the refusal beyond its status. */
interface Refusal {
  good: ReturnType<typeof workingPath>;
  /** The folder that was asked for has no index page. */
  index: IndexMissing | undefined;
  /** The program does not answer to the pod's address as a host. */
  host: ReturnType<typeof refusedHost>;
}

function ofStatus(trouble: ProbeTrouble, status: number, why: string, subject: Subject, evidence: Evidence): Match {
  const serving = servingOf(subject);
  const asked = trouble.probe.httpGet?.path ?? '/';
  const known: Refusal = {
    good: workingPath(trouble, subject, serving),
    index: status === 403 && asked.endsWith('/') ? indexMissing(asked, subject, evidence) : undefined,
    host: status === 400 || status === 403 ? refusedHost(subject, evidence) : undefined,
  };
  const { good, index, host } = known;
  const other = otherAnswerer(trouble.probe, subject);
  const fix = new WorkloadFix(subject, evidence);
  const reason = index
    ? `is forbidden (403), as its folder ${index.folder} has no index page${inVolume(index)}`
    : host
      ? `is refused (${status}): the kubelet asks by address, and the program does not answer to host ${host.host}`
      : why;
  const open = good ? `, while ${good.path} is open` : '';
  return {
    summary: probeSentence(trouble, subject, `${reason}${open}${other ? `; the answer comes ${other.words}` : ''}`),
    confidence: noSurer(trouble, other ? 'likely' : 'certain'),
    object: probeObject(trouble, fix, '.httpGet'),
    proof: [
      ...probeProofs(trouble, subject),
      ...present(host && { step: serving.step, quote: host.quote }, index && { step: serving.step, quote: index.quote }, good?.proof),
    ],
    fixes: [admitted(known, asked, new ProbeFix(fix, trouble), serving)],
    ruledOut: notMemory(trouble, subject),
    ...(other ? { decides: other.decides } : {}),
  };
}

function admitted({ good, index, host }: Refusal, asked: string, probes: ProbeFix, serving: Serving): Fix {
  if (good) return probes.path((words) => `point the ${words} to ${good.path}, which needs no login`, good.path);
  if (index?.page) {
    const page = `${asked}${index.page}`;
    return probes.path((words) => `point the ${words} to ${page}, the page that is there; ${asked} itself needs an index.html`, page);
  }
  if (host?.allowed !== undefined)
    return probes.host((words) => `let the ${words} ask for host ${host.allowed}, which the program allows`, host.allowed);
  return alternatives(probes, serving, 'no open page is known', portOf(probes.trouble.probe, probes.fix.subject.container));
}

function inVolume({ volume }: IndexMissing): string {
  if (!volume) return '';
  return `: volume ${volume.name} (${volume.what}) is mounted there${volume.files?.length ? `, and has ${volume.files.slice(0, 5).join(', ')}` : ''}`;
}

/** The kubelet has no certificate to show, and asks by address, without a name (kubernetes pkg/probe/http). */
const ALERTS: readonly [RegExp, string][] = [
  [
    /certificate required|bad certificate/,
    'is refused, as the program wants a certificate of its clients (mutual TLS), and the kubelet has none',
  ],
  [/unrecognized name/, 'is refused, as the program answers by TLS for certain names alone, and the kubelet asks by address'],
];

function brokenOff(trouble: ProbeTrouble, alert: string, subject: Subject, evidence: Evidence): Match {
  const why = ALERTS.find(([pattern]) => pattern.test(alert))?.[1] ?? `is broken off by the program in its TLS handshake (${alert})`;
  return refused(trouble, why, subject, evidence);
}

function refused(trouble: ProbeTrouble, why: string, subject: Subject, evidence: Evidence): Match {
  const fix = new WorkloadFix(subject, evidence);
  return {
    summary: probeSentence(trouble, subject, why),
    confidence: noSurer(trouble, 'certain'),
    object: probeObject(trouble, fix, trouble.probe.grpc ? '.grpc' : '.httpGet'),
    proof: probeProofs(trouble, subject),
    fixes: [
      alternatives(new ProbeFix(fix, trouble), servingOf(subject), 'no page is open to it', portOf(trouble.probe, subject.container)),
    ],
    ruledOut: notMemory(trouble, subject),
  };
}
