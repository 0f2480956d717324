import { specProof } from '../evidence/proof.ts';
import { portSetting, setBack } from '../findings/port-setting.ts';
import { noSurer, notMemory, probeObject, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { settingProof } from '../findings/setting-proof.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { fieldOf, portOf } from '../kube/probe.ts';
import { present } from '../present.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { serverPort } from '../trace/probes/server-port.ts';
import { servingOf } from '../trace/probes/serving.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const probeWrongPort: Cause = {
  id: 'probe-wrong-port',
  title: 'a probe asks on a port where nothing listens',
  tier: 'kubernetes',
  covers: ['probe.liveness-port', 'probe.tcp', 'probe.readiness'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    if (trouble?.failure?.sort !== 'refused' || trouble.probe.httpGet?.host || trouble.probe.tcpSocket?.host) return undefined;
    const asked = portOf(trouble.probe, subject.container);
    // Another port than the probe's is refused: the program has redirected the kubelet there.
    if (asked === undefined || (trouble.failure.port ?? asked) !== asked) return undefined;
    const open = serverPort(trouble, asked, subject, servingOf(subject, evidence), settingsOf(subject, evidence));
    if (!open) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(
      subject,
      evidence,
      (change) =>
        (change.includes(`${fieldOf(trouble.kind)}.`) && change.includes('port')) ||
        // The program was told the other port.
        (/(?:^| )(?:env|args|command)\b/.test(change) && new RegExp(`\\b${open.port}\\b`).test(change)),
    );
    const told = open.by ? undefined : portSetting(open.port, subject, evidence);
    const by = open.by ?? (told && placeOf(told));
    const field = trouble.probe.httpGet ? '.httpGet.port' : trouble.probe.tcpSocket ? '.tcpSocket.port' : '.grpc.port';
    return {
      summary: probeSentence(
        trouble,
        subject,
        `is refused, as ${open.proven || by ? `the program listens on port ${open.port}${by ? `, by ${by}` : ''}` : `nothing listens there; the container declares port ${open.port}`}`,
      ),
      confidence: noSurer(trouble, open.proven ? 'certain' : 'likely'),
      object: probeObject(trouble, fix, field),
      proof: [
        ...probeProofs(trouble, subject),
        ...(trouble.hint ? [] : [open.proof ?? specProof(subject, 'ports', `containerPort ${open.port}`)]),
        ...present(told && settingProof(told, undefined, undefined, subject), back?.proof),
      ],
      fixes: [
        ...present(told && setBack(told, asked, fix)),
        new ProbeFix(fix, trouble).port((words) => `let the ${words} ask on port ${open.port}`, open.port),
        ...present(back?.fix),
      ],
      ruledOut: notMemory(trouble, subject),
      ...(open.proven
        ? {}
        : {
            decides: `what the program listens on: kubectl exec ${subject.pod.metadata.name} -n ${subject.namespace} -c ${subject.container.name} -- cat /proc/net/tcp /proc/net/tcp6`,
          }),
    };
  },
};
