/** Nothing is wrong now; one pod has a past. States of the case calm-old-restarts. */
import { container, pod, sample } from './report.ts';

const running = (restarts: number) =>
  container({ name: 'web', state: 'running', reason: null, restarts, startedAt: '2026-11-22T00:45:50Z' });

export default sample({
  pods: [
    pod({
      name: 'web-86b98d8477-ztk5c',
      owner: 'Deployment/web',
      status: 'Running',
      healthy: true,
      containers: [running(3)],
      notes: ['3 restarts, the last run that failed ended 2026-11-22 00:45:20 UTC with exit 3'],
    }),
    pod({ name: 'web-86b98d8477-9vdkq', owner: 'Deployment/web', status: 'Running', healthy: true, containers: [running(0)] }),
  ],
});
