import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { type Cause, RUNG } from './cause.ts';

/** The first module that the interpreter itself loads: with a right home it is always there (cpython Python/codecs.c, init_fs_encoding). */
const FIRST = 'encodings';

export const pythonHome: Cause = {
  id: 'python-home',
  title: 'PYTHONHOME names a folder without Python',
  tier: 'kubernetes',
  covers: ['app.python-home'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'module-missing');
    if (fact?.fields.module !== FIRST) return undefined;
    const { container } = subject;
    const index = (container.env ?? []).findIndex(({ name }) => name === 'PYTHONHOME');
    const home = container.env?.[index]?.value;
    if (!home) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${container.name} sets PYTHONHOME to ${home}, where Python does not find its own modules, so that it cannot even start`,
      confidence: 'certain',
      object: fix.containerObject('env[PYTHONHOME]'),
      proof: [logProof(subject, fact), specProof(subject, 'env PYTHONHOME', home), attemptProof(subject)],
      fixes: [
        fix.patchJson('take PYTHONHOME out: Python then finds its home by itself (PYTHONPATH is for modules of your own)', [
          { op: 'remove', path: `${fix.containerPath}/env/${index}` },
        ]),
      ],
    };
  },
};
