import { valueOf } from '../evidence/evidence.ts';
import { logStep } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { alternatives } from '../findings/probe-alternatives.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { settingProof } from '../findings/setting-proof.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { portOf } from '../kube/probe.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { withoutHttp } from '../trace/network/server-kinds.ts';
import { type ProbeTrouble, probeTrouble } from '../trace/probes/probe-trouble.ts';
import { servingOf } from '../trace/probes/serving.ts';
import { slowStart } from '../trace/probes/slow-start.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { closingServer } from '../trace/texts/nginx-servers.ts';
import { type Cause, RUNG } from './cause.ts';

export const probeHungUp: Cause = {
  id: 'probe-hung-up',
  title: 'the program takes the connection of a probe and closes it without an answer',
  tier: 'kubernetes',
  covers: ['probe.no-route', 'probe.scheme', 'probe.readiness'],
  // Signs of TLS or of a mesh say more.
  rung: RUNG.killed + 1,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    // net/http says EOF or a reset only after the connection was made: somebody listens there, and is quick to close.
    if (trouble?.failure?.sort !== 'reset' || !trouble.probe.httpGet) return undefined;
    if (trouble.effect === 'killed' && slowStart(trouble, subject)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const port = portOf(trouble.probe, subject.container);
    const why = byNames(trouble, fix) ?? byServer(port, subject) ?? byLog(trouble, port, subject) ?? unknown(trouble);
    return {
      summary: probeSentence(trouble, subject, `is not answered: ${why.words}`),
      confidence: noSurer(trouble, why.isKnown ? 'certain' : 'likely'),
      object: probeObject(trouble, fix, '.httpGet'),
      proof: [...probeProofs(trouble, subject), ...present(why.proof)],
      fixes: why.fixes ?? [alternatives(new ProbeFix(fix, trouble), servingOf(subject), why.short, port)],
      ruledOut: notMemory(trouble, subject),
      decides: 'the log of the program at that time, and its settings for host names and TLS',
    };
  },
};

interface Why {
  words: string;
  isKnown: boolean;
  /** Why another way to ask is proposed. */
  short: string;
  proof?: Proof;
  fixes?: Fix[];
}

const CLOSED = 'the connection is closed there';
const hostOf = ({ probe }: ProbeTrouble) => probe.httpGet?.httpHeaders?.find(({ name }) => name.toLowerCase() === 'host')?.value;

/** nginx that closes what asks for none of its names. */
function byNames(trouble: ProbeTrouble, fix: WorkloadFix): Why | undefined {
  const { subject, evidence } = fix;
  const host = hostOf(trouble);
  const port = portOf(trouble.probe, subject.container);
  const closing = closingServer(port, host, settingsOf(subject, evidence));
  if (!closing) return undefined;
  const { setting, other } = closing;
  const probes = new ProbeFix(fix, trouble);
  return {
    words: `nginx closes what asks for none of its names (return 444), by ${placeOf(setting)}, and the probe asks for ${host ?? "the pod's address"}`,
    isKnown: true,
    short: CLOSED,
    proof: {
      ...settingProof(setting, undefined, undefined, subject),
      quote: `${(setting.place as { key: string }).key}: return 444;`,
    },
    fixes: [
      ...present(other && probes.host((words) => `let the ${words} ask for ${other}, which is answered`, other)),
      alternatives(probes, servingOf(subject), CLOSED, port),
    ],
  };
}

function byServer(port: number | undefined, { container }: Subject): Why | undefined {
  const server = withoutHttp(port, container);
  return server
    ? { words: `${server} listens there, which speaks no HTTP and hangs up`, isKnown: true, short: `${server} speaks no HTTP` }
    : undefined;
}

/** Go's server ends the connection of a handler that panics (net/http server.go, conn.serve); nginx that of a client without the header of a load balancer. */
const PANIC = /\bhttp: panic serving \S{1,80}: (.{1,200})/;
const NO_HEADER = /broken header: .{0,200} while reading PROXY protocol(?:, client: \S{1,60}, server: \S{0,60}:(\d{1,5}))?/;

function byLog({ effect }: ProbeTrouble, port: number | undefined, subject: Subject): Why | undefined {
  const log = valueOf(effect === 'killed' ? subject.log() : subject.currentLog());
  // It tells of every port that it has.
  const isThere = (one: string) => {
    const [said, at] = NO_HEADER.exec(one) ?? [];
    return said !== undefined && (at === undefined || Number(at) === port);
  };
  const line = log?.lines.findLast((one) => PANIC.test(one) || isThere(one));
  if (line === undefined) return undefined;
  const proof: Proof = { step: effect === 'killed' ? logStep(subject) : 'logs', quote: line.slice(0, 300) };
  const [, panic] = PANIC.exec(line) ?? [];
  return panic
    ? {
        words: `the program's own handler panics (${panic}), and its server closes the connection then`,
        isKnown: false,
        short: CLOSED,
        proof,
        fixes: [],
      }
    : {
        words: 'nginx wants the header of a load balancer before the request (listen … proxy_protocol), which the kubelet does not send',
        isKnown: true,
        short: 'the PROXY protocol is wanted there',
        proof,
      };
}

function unknown(trouble: ProbeTrouble): Why {
  const why = [
    `a server that answers only for certain host names (the probe asks for ${hostOf(trouble) ?? "the pod's address"})`,
    ...(trouble.probe.httpGet?.scheme?.toUpperCase() === 'HTTPS' ? [] : ['one that speaks TLS']),
    'or one that fails on this request',
  ];
  return { words: `the program takes the connection and closes it, as does ${why.join(', ')}`, isKnown: false, short: CLOSED };
}
