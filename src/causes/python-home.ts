import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fix } from '../report.ts';
import { placeOf, variablesOf } from '../trace/settings/settings.ts';
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
    const home = variablesOf(subject, evidence).find(({ name }) => name === NAME);
    // Empty is as good as not set (cpython Python/preconfig.c, _Py_GetEnv).
    if (!home || home.value === '') return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const from = home.place.kind === 'env' ? '' : ` from ${placeOf(home)}`;
    return {
      summary: `container ${container.name} ${home.value === undefined ? 'takes PYTHONHOME' : `sets PYTHONHOME to ${home.value}`}${from}, where Python does not find its own modules, so that it cannot even start`,
      confidence: 'certain',
      object: settingObject(home, fix),
      proof: [logProof(subject, fact), settingProof(home, undefined, undefined, subject), attemptProof(subject)],
      fixes: [withoutHome(fix)],
    };
  },
};

const NAME = 'PYTHONHOME';

/** An entry of env goes; what envFrom brings is hidden by an empty one. */
function withoutHome(fix: WorkloadFix): Fix {
  const index = (fix.subject.container.env ?? []).findIndex(({ name }) => name === NAME);
  const then = 'Python then finds its home by itself (PYTHONPATH is for modules of your own)';
  return index < 0
    ? fix.setEnv(`set PYTHONHOME to nothing: ${then}`, [`${NAME}=`])
    : fix.patchJson(`take PYTHONHOME out: ${then}`, [{ op: 'remove', path: `${fix.containerPath}/env/${index}` }]);
}
