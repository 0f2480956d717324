import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { portTaken } from '../findings/port-taken.ts';
import { settingProof } from '../findings/setting-proof.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { present } from '../present.ts';
import { wantedPort } from '../trace/network/wanted-port.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const portInUse: Cause = {
  id: 'port-in-use',
  title: 'the port that the program wants to listen on is taken',
  tier: 'kubernetes',
  covers: ['port.in-use-same-pod', 'port.in-use-host', 'port.self-double-bind'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'port-in-use');
    if (!fact || !log) return undefined;
    const { container, pod } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const wanted = wantedPort(fact, log, subject, evidence);
    const taken = portTaken(wanted, log, fix);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:image|command|args|env|port|container) ?/.test(change));
    const { option } = wanted.debugger ?? {};
    const purpose = wanted.debugger ? ` for its debugger (${option ? placeOf(option.setting) : 'jdwp'})` : '';
    return {
      summary: `container ${container.name} cannot listen on ${wanted.port === undefined ? 'the port that it wants' : `port ${wanted.port}`}${purpose}, which is in use: ${taken.who}`,
      confidence: taken.isCertain ? 'certain' : 'likely',
      object: fix.containerObject(),
      proof: [
        logProof(subject, fact),
        ...wanted.proof,
        ...present(option && settingProof(option.setting, undefined, undefined, subject)),
        ...taken.proof,
        attemptProof(subject),
        ...present(pod.spec.hostNetwork && specProof(subject, 'hostNetwork', 'true'), back?.proof),
      ],
      fixes: [...taken.apart, ...present(back?.fix), ...taken.fixes],
      decides: 'who listens on the port: ss -ltnp in the pod or on the node',
    };
  },
};
