/** For CI: a suite for each namespace, a test for each pod, a failure for each that is unhealthy (Jenkins' junit-10.xsd). */

import type { PodReport, Report } from '../report.ts';
import { PROGRAM } from '../version.ts';
import { podBlocks } from './blocks.ts';
import { lay } from './layout.ts';
import { type Markup, markup } from './markup.ts';
import type { RenderOptions } from './options.ts';
import { paint } from './paint.ts';
import { podWords, scanWords } from './scan.ts';
import { troubledContainers } from './troubled.ts';
import { gapLines, NOT_FOUND } from './words.ts';

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
<testsuites name="${PROGRAM}" tests="${report.pods.length + (report.scan ? 1 : 0)}" failures="${failures(report.pods)}" errors="${report.scan?.complete === false ? 1 : 0}">
${suites}${report.scan ? whole(report) : []}</testsuites>
`.source;
}

const failures = (pods: readonly PodReport[]) => pods.filter(({ healthy }) => !healthy).length;

function suite(namespace: string, pods: readonly PodReport[], options: RenderOptions): Markup {
  return markup`  <testsuite name="${namespace}" tests="${pods.length}" failures="${failures(pods)}" errors="0" skipped="0">
${pods.map((pod) => testcase(pod, options))}  </testsuite>
`;
}

/** Of a scan, which shows no pod that is well: a test that all could be read, so that there is one in any case. */
function whole(report: Report): Markup {
  const errors = report.scan?.complete ? 0 : 1;
  const name = scanWords(report).join('; ');
  return markup`  <testsuite name="scan" tests="1" failures="0" errors="${errors}" skipped="0">
    <testcase name="all pods could be read" classname="scan">
${errors === 0 ? markup`      <system-out>${name}</system-out>` : markup`      <error type="incomplete" message="${name}">${gapLines(report).join('\n')}</error>`}
    </testcase>
  </testsuite>
`;
}

function testcase(pod: PodReport, options: RenderOptions): Markup {
  const classname = `${pod.namespace}.${pod.owner ?? 'Pod'}`;
  if (pod.healthy) return markup`    <testcase name="${pod.name}" classname="${classname}"/>\n`;
  const root = troubledContainers(pod)[0]?.findings[0];
  const body = bodyOf(pod, options);
  return markup`    <testcase name="${pod.name}" classname="${classname}">
      <failure type="${root?.cause ?? 'not-found'}" message="${root?.summary ?? (pod.diagnosedAs === null ? 'not looked into' : NOT_FOUND)}">${body}</failure>
    </testcase>
`;
}

/** Pods that are alike are told in full once. */
function bodyOf(pod: PodReport, options: RenderOptions): string {
  if (pod.diagnosedAs === undefined) return lay(podBlocks(pod, options, false), { width: 120, unicode: true, paint: paint(false) });
  return `${podWords(pod, options.now)}\n${pod.diagnosedAs === null ? 'not looked into, as there are worse ones' : `as ${pod.diagnosedAs}`}\n`;
}
