/** What would have kept it from happening, as far as this workload lacks it: good practice that does not apply is left out. */

import type { Subject } from '../evidence/subject.ts';
import type { Container } from '../kube/shapes.ts';

interface Practice {
  causes: RegExp;
  lacks: (container: Container, subject: Subject) => boolean;
  text: string;
}

const always = () => true;

const PRACTICES: readonly Practice[] = [
  {
    causes: /^(?:oom-killed|oom-killed-child|memory-limit-below-start|heap-exhausted)$/,
    lacks: ({ resources }) => resources?.requests?.['memory'] === undefined,
    text: 'give it a memory request of what it needs in use, and a limit with room above that; an alert on its working set near the limit comes before the kill',
  },
  {
    causes: /^(?:node-out-of-memory|pod-evicted)$/,
    lacks: ({ resources }) => resources?.requests?.['memory'] === undefined || resources?.limits?.['memory'] === undefined,
    text: 'set requests and limits: what has none is the first to go when its node runs out',
  },
  {
    causes: /^probe-(?:too-early|kill-suspected|refused|timeout)$/,
    lacks: ({ startupProbe, livenessProbe }) => livenessProbe !== undefined && startupProbe === undefined,
    text: 'a startupProbe keeps the liveness probe away until the program is up; the liveness probe itself asks only what a restart would mend',
  },
  {
    causes: /^(?:dependency-(?:late|not-ready|unreachable|scaled-down)|service-missing|endpoint-dead|dns-unavailable|init-waits)$/,
    lacks: ({ name }, { pod }) => !(pod.spec.initContainers ?? []).some((init) => init.restartPolicy !== 'Always' && init.name !== name),
    text: 'let the program try again with a growing pause when what it depends on is away, or let an init container wait for that',
  },
  {
    causes: /^(?:missing-config-(?:key|object)|subpath-key-missing|volume-not-mounted)$/,
    lacks: always,
    text: 'keep the object and the workload that names it in one release, so that neither comes alone; a pipeline can look whether each name and key that the manifests refer to is among them',
  },
  {
    causes: /^(?:missing-variable|invalid-value|unknown-flag|bad-argument|unexpanded-variable|quoted-value)$/,
    lacks: always,
    text: 'start the program once with the very settings of the release in a pipeline, before it is rolled out; it refuses them there',
  },
  {
    causes: /^malformed-config$/,
    lacks: always,
    text: 'let a pipeline check the file before the release, as the program itself would read it',
  },
  {
    // What a bad release brings: without readiness each new pod counts as good as soon as it runs.
    causes:
      /^(?:unhandled-exception|program-error|missing-(?:module|variable|file)|invalid-value|unknown-flag|command-not-found|malformed-config|dependency-.*)$/,
    lacks: ({ readinessProbe }, { kind }) => kind === 'app' && readinessProbe === undefined,
    text: 'a readinessProbe: without one a rollout takes each new pod for good as soon as it runs, and replaces the old ones that work',
  },
];

/** The program's own check of its file, for those that have one. */
const CHECKERS: readonly [image: RegExp, command: string][] = [
  [/(?:^|\/)nginx(?:[:@]|$)/, 'nginx -t'],
  [/(?:^|\/)haproxy(?:[:@]|$)/, 'haproxy -c -f FILE'],
  [/(?:^|\/)httpd(?:[:@]|$)/, 'httpd -t'],
  [/(?:^|\/)prometheus(?:[:@]|$)/, 'promtool check config FILE'],
];

export function preventionOf(cause: string, subject: Subject): string[] {
  const { container } = subject;
  const checker = cause === 'malformed-config' ? CHECKERS.find(([image]) => image.test(container.image ?? ''))?.[1] : undefined;
  return PRACTICES.filter(({ causes, lacks }) => causes.test(cause) && lacks(container, subject)).map(({ causes, text }) =>
    checker !== undefined && causes.source === '^malformed-config$' ? `${text}: ${checker}` : text,
  );
}
