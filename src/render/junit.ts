/** For CI: a suite for each namespace, a test for each pod, a failure for each that is unhealthy (Jenkins' junit-10.xsd). */
import type { PodReport, Report } from '../report.ts';
import { podBlocks } from './blocks.ts';
import { lay } from './layout.ts';
import { type Markup, markup } from './markup.ts';
import type { RenderOptions } from './options.ts';
import { paint } from './paint.ts';
import { troubledContainers } from './troubled.ts';
import { NOT_FOUND } from './words.ts';

export function junit(report: Report, options: RenderOptions): string {
  const namespaces = [...new Set(report.pods.map(({ namespace }) => namespace))];
  const suites = namespaces.map((namespace) =>
    suite(
      namespace,
      report.pods.filter((pod) => pod.namespace === namespace),
      options,
    ),
  );
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="kubectl crashloop" tests="${report.pods.length}" failures="${failures(report.pods)}" errors="0">
${suites}</testsuites>
`.source;
}

const failures = (pods: readonly PodReport[]) => pods.filter(({ healthy }) => !healthy).length;

function suite(namespace: string, pods: readonly PodReport[], options: RenderOptions): Markup {
  return markup`  <testsuite name="${namespace}" tests="${pods.length}" failures="${failures(pods)}" errors="0" skipped="0">
${pods.map((pod) => testcase(pod, options))}  </testsuite>
`;
}

function testcase(pod: PodReport, options: RenderOptions): Markup {
  const classname = `${pod.namespace}.${pod.owner ?? 'Pod'}`;
  if (pod.healthy) return markup`    <testcase name="${pod.name}" classname="${classname}"/>\n`;
  const root = troubledContainers(pod)[0]?.findings[0];
  const body = lay(podBlocks(pod, options, false), { width: 120, unicode: true, paint: paint(false) });
  return markup`    <testcase name="${pod.name}" classname="${classname}">
      <failure type="${root?.cause ?? 'not-found'}" message="${root?.summary ?? NOT_FOUND}">${body}</failure>
    </testcase>
`;
}
