import { alternatives } from '../findings/probe-alternatives.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { settingProof } from '../findings/setting-proof.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { portOf } from '../kube/probe.ts';
import { present } from '../present.ts';
import { withoutHttp } from '../trace/network/server-kinds.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
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
    const { httpHeaders = [], scheme = 'HTTP' } = trouble.probe.httpGet;
    const host = httpHeaders.find(({ name }) => name.toLowerCase() === 'host')?.value;
    const fix = new WorkloadFix(subject, evidence);
    const port = portOf(trouble.probe, subject.container);
    const closing = closingServer(port, host, settingsOf(subject, evidence));
    const server = closing ? undefined : withoutHttp(port, subject.container);
    const why = [
      `a server that answers only for certain host names (the probe asks for ${host ?? "the pod's address"})`,
      ...(scheme.toUpperCase() === 'HTTPS' ? [] : ['one that speaks TLS']),
      'or one that fails on this request',
    ];
    const probes = new ProbeFix(fix, trouble);
    return {
      summary: probeSentence(
        trouble,
        subject,
        closing
          ? `is not answered: nginx closes what asks for none of its names (return 444), by ${placeOf(closing.setting)}, and the probe asks for ${host ?? "the pod's address"}`
          : server
            ? `is not answered: ${server} listens there, which speaks no HTTP and hangs up`
            : `is not answered: the program takes the connection and closes it, as does ${why.join(', ')}`,
      ),
      confidence: noSurer(trouble, closing || server ? 'certain' : 'likely'),
      object: probeObject(trouble, fix, '.httpGet'),
      proof: [
        ...probeProofs(trouble, subject),
        ...present(
          closing && {
            ...settingProof(closing.setting, undefined, undefined, subject),
            quote: `${(closing.setting.place as { key: string }).key}: return 444;`,
          },
        ),
      ],
      fixes: [
        ...present(closing?.other && probes.host((words) => `let the ${words} ask for ${closing.other}, which is answered`, closing.other)),
        alternatives(probes, servingOf(subject), server ? `${server} speaks no HTTP` : 'the connection is closed there', port),
      ],
      ruledOut: notMemory(trouble, subject),
      decides: 'the log of the program at that time, and its settings for host names and TLS',
    };
  },
};
