/** It crashes, and no cause fits: the last words of the log are all that there is. Log lines of the case calm-old-restarts. */
import { container, pod, sample } from './report.ts';

export default sample({
  pods: [
    pod({
      name: 'web-86b98d8477-ztk5c',
      owner: 'Deployment/web',
      containers: [
        container({
          name: 'web',
          restarts: 3,
          exitCode: 3,
          backOff: { seconds: null, nextTry: null },
          log: [
            '  File "/app/web.py", line 15, in <module>',
            '    raise SystemError(f"Cannot connect to Redis at {host}:{port}: {error}") from None',
            'SystemError: Cannot connect to Redis at redis:6379: Error 111 connecting to redis:6379. Connection refused.',
            '[2026-11-22 00:45:20 +0000] [7] [INFO] Worker exiting (pid: 7)',
            '[2026-11-22 00:45:20 +0000] [1] [INFO] Shutting down: Master',
            '[2026-11-22 00:45:20 +0000] [1] [INFO] Reason: Worker failed to boot.',
          ],
        }),
      ],
      notes: ['its sibling web-86b98d8477-9vdkq of the same template runs well'],
    }),
  ],
  steps: [
    { step: 'get', outcome: 'ok', note: null },
    { step: 'events', outcome: 'none', note: null },
  ],
});
