/** What there is to say of a pod from its own status alone. */
import { buildReport } from '../diagnosis/build-report.ts';
import type { SubjectDiagnosis } from '../diagnosis/diagnose.ts';
import { Evidence } from '../evidence/evidence.ts';
import type { Pod } from '../kube/shapes.ts';
import type { PodReport } from '../report.ts';

export function shortReport(pod: Pod, containers: SubjectDiagnosis[], now: number): PodReport {
  return buildReport([{ pod, containers }], new Evidence(now), []).pods[0] as PodReport;
}
