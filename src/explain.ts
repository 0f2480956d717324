/** `explain [CAUSE|CODE]`: the page of a cause, or what an exit code means. */
import { page } from './assets.ts';
import { causes } from './causes/index.ts';
import { UsageError } from './errors.ts';
import { didYouMean } from './help.ts';
import { exitCodeWords } from './kube/exit-codes.ts';
import { signalOf } from './kube/signals.ts';
import { PROGRAM } from './version.ts';

export function explain(topic: string | undefined): string {
  if (topic === undefined) return `${overview()}\n`;
  if (/^-?\d{1,10}$/.test(topic)) return `${exitCode(Number(topic))}\n`;
  const text = page(topic);
  if (text === undefined) {
    throw new UsageError(
      `there is no cause ${JSON.stringify(topic)}${
        didYouMean(
          topic,
          causes.map(({ id }) => id),
        ) || `; see '${PROGRAM} explain'`
      }`,
    );
  }
  return text;
}

function overview(): string {
  const width = Math.max(...causes.map(({ id }) => id.length));
  const tiers = { container: 'in the image and the program', kubernetes: 'in the Kubernetes objects', environment: 'around them' } as const;
  const parts = (Object.keys(tiers) as (keyof typeof tiers)[]).map((tier) =>
    [
      `Causes ${tiers[tier]}:`,
      ...causes.filter((cause) => cause.tier === tier).map(({ id, title }) => `  ${id.padEnd(width)}  ${title}`),
    ].join('\n'),
  );
  return [...parts, `One of them: ${PROGRAM} explain oom-killed. An exit code: ${PROGRAM} explain 137.`].join('\n\n');
}

/** Which causes an exit code may stand for is not in the code alone: the page of each says what else has to be seen. */
function exitCode(code: number): string {
  const signal = signalOf(code);
  const lines = [`exit code ${code}${signal ? ` = 128 + ${code - 128}: ${signal}` : ''}: ${exitCodeWords(code)}`];
  if (code === 137) {
    lines.push(
      '',
      'SIGKILL has many senders. The report tells them apart by what else is seen:',
      '  reason OOMKilled                            the kernel, at the memory limit      explain oom-killed',
      '  event Killing "failed liveness probe"       the kubelet; SIGTERM was not heeded',
      '  event FailedPostStartHook                   the kubelet, as the hook failed',
      '  event Killing "Stopping container"          a deletion, drain or rollout; too slow to stop',
      '  none of these                               open: explain killed-without-trace',
    );
  }
  return lines.join('\n');
}
