/** What the user asked for, read from the arguments (cli.ts). Times are in milliseconds. */
import type { Connection } from './cluster/connection.ts';
import type { Plural } from './kube/shapes.ts';

export const OUTPUTS = ['text', 'wide', 'json', 'yaml', 'markdown', 'html', 'junit', 'name'] as const;
export const COLORS = ['auto', 'always', 'never'] as const;
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** The kinds that are pods or own them. */
export type TargetKind = Extract<
  Plural,
  'pods' | 'deployments' | 'replicasets' | 'statefulsets' | 'daemonsets' | 'jobs' | 'cronjobs' | 'replicationcontrollers'
>;
export interface Target {
  plural: TargetKind;
  name: string;
}

/** How to look and how to answer; the same for every command that reports. */
export interface Options {
  output: (typeof OUTPUTS)[number];
  color: (typeof COLORS)[number];
  timeoutMs: number;
  /** May commands run inside containers? */
  exec: boolean;
  showCommands: boolean;
  showSecrets: boolean;
  /** May files be overwritten? */
  force: boolean;
  /** Print the patch, or write it to the file. */
  fix?: true | { file: string };
  /** Write the evidence to this file, or read it from there. */
  save?: string;
  from?: string;
  /** The kubectl to run; absent: KUBECTL_PATH, else the one on PATH. */
  kubectl?: string;
}

/** How long to stay; all off: look once. */
export interface Live {
  watch: boolean;
  /** The logs across restarts, until interrupted. */
  follow: boolean;
  catch: boolean;
  /** Until interrupted or settled, or for so long. */
  record?: true | { forMs: number };
  /** A pod that has been ready for so long counts as fixed. */
  healthyForMs: number;
}

/** Why do these crash? Named ones, or the worst pod with these labels: never both. */
export interface Diagnose {
  kind: 'diagnose';
  targets: readonly Target[];
  selector?: string;
  container?: string;
  live: Live;
  connection: Connection;
  options: Options;
}

/** What crashes here? */
export interface Scan {
  kind: 'scan';
  selector?: string;
  contexts?: readonly string[];
  /** Also what restarted in this time and is fine now. */
  sinceMs?: number;
  connection: Connection;
  options: Options;
}

/** Answer from saved evidence what was asked when it was saved; `options.from` is set. */
export interface Replay {
  kind: 'replay';
  container?: string;
  connection: Connection;
  options: Options;
}

export type Command =
  | Diagnose
  | Scan
  | Replay
  | { kind: 'explain'; topic?: string; options: Options }
  | { kind: 'demo'; name?: string; container?: string; options: Options }
  | { kind: 'completion'; shell: (typeof SHELLS)[number] }
  | { kind: 'help'; text: string }
  | { kind: 'version' };
