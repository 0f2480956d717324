import { attemptProof, logStep, specProof } from '../evidence/proof.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { neighboursProcess } from '../trace/programs/neighbours-process.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const processOfNeighbour: Cause = {
  id: 'process-of-neighbour',
  title: 'it looks for a process of another container, which it does not see',
  tier: 'kubernetes',
  covers: ['sidecar.other-container'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const found = neighboursProcess(subject, evidence);
    if (!found) return undefined;
    const { process, container, line, start, said } = found;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${subject.container.name} looks for a process ${process} (${line.slice(0, 80)}) and finds none: ${process} runs in container ${container}, and the pod does not set shareProcessNamespace, so each container sees its own processes alone`,
      confidence: 'certain',
      object: fix.object('shareProcessNamespace'),
      proof: [
        { step: 'get', quote: `${placeOf(start.setting)}: ${line.slice(0, 120)}` },
        { step: logStep(subject), quote: said },
        specProof(subject, 'shareProcessNamespace', 'not set'),
        attemptProof(subject),
      ],
      fixes: [fix.patchSpec("let the containers of the pod see each other's processes", { shareProcessNamespace: true })],
    };
  },
};
