/** Short spellings for hand-written reports: what a sample does not say takes the quiet value. */
import type { ContainerReport, Finding, PodReport, Report } from '../../src/report.ts';

export const sample = (report: Partial<Report>): Report => ({
  apiVersion: 'crashloop/v1',
  kind: 'Report',
  verdict: null,
  pods: [],
  groups: [],
  steps: [],
  calls: [],
  redactions: 0,
  ...report,
});

export const pod = (pod: Partial<PodReport> & { name: string; containers: ContainerReport[] }): PodReport => ({
  namespace: 'shop',
  owner: null,
  managedBy: null,
  status: 'CrashLoopBackOff',
  healthy: false,
  notes: [],
  gaps: [],
  events: [],
  ...pod,
});

export const container = (container: Partial<ContainerReport> & { name: string }): ContainerReport => ({
  kind: 'app',
  image: `registry.example.com/shop/${container.name}:1.0.0`,
  state: 'waiting',
  reason: 'CrashLoopBackOff',
  restarts: 0,
  exitCode: null,
  signal: null,
  startedAt: null,
  finishedAt: null,
  backOff: null,
  findings: [],
  log: [],
  ...container,
});

export const finding = (finding: Partial<Finding> & { cause: string; summary: string; proof: Finding['proof'] }): Finding => ({
  title: finding.cause.replaceAll('-', ' '),
  tier: 'container',
  confidence: 'certain',
  object: null,
  fixes: [],
  ruledOut: [],
  decides: null,
  explains: null,
  ...finding,
});

export const verdictOf = ({ cause, summary, confidence, object }: Finding): Report['verdict'] => ({ cause, summary, confidence, object });
