import { setCommand } from '../fixes/command-line.ts';
import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const noCommand: Cause = {
  id: 'no-command',
  title: 'neither the image nor the spec says what to run',
  tier: 'kubernetes',
  covers: ['img.create-error'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const started = startFailure(subject);
    if (started?.failure.sort !== 'no-command') return undefined;
    const { container } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const other = otherImage(subject, evidence);
    return {
      summary: `container ${container.name} cannot be created: image ${container.image ?? ''} has no ENTRYPOINT and no CMD, and the spec has no command`,
      confidence: 'certain',
      object: fix.containerObject('command'),
      proof: [started.proof, ...other.proof],
      fixes: [
        ...other.fixes,
        setCommand(fix, 'keep it alive, so that you can look inside for its program (kubectl exec)', ['sleep', 'infinity'], true),
        advised('name the program under command, or give the image an ENTRYPOINT'),
      ],
    };
  },
};
