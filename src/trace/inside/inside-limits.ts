/** What the kernel allows a container and counts for it: memory, processes (cgroups 2 and 1), room on a file system. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Proof } from '../../report.ts';
import { askInside, insideProof, isPlainPath } from './inside.ts';

/** Documentation/admin-guide/cgroup-v2.rst, cgroup-v1/memory.rst, cgroup-v1/pids.rst. */
const FILES = [
  'memory.max',
  'memory.current',
  'memory.events',
  'pids.max',
  'pids.current',
  'memory/memory.limit_in_bytes',
  'memory/memory.usage_in_bytes',
  'pids/pids.max',
  'pids/pids.current',
].map((file) => `/sys/fs/cgroup/${file}`);

/** grep writes each line behind its file's name, and goes on where one is missing. */
export const LIMITS_COMMAND: readonly string[] = ['grep', '-s', '-H', '', ...FILES];

export interface Limits {
  /** Bytes; undefined: no limit, or not told. */
  memoryMax: number | undefined;
  memoryCurrent: number | undefined;
  /** Processes of this container that were killed for want of memory. */
  oomKills: number | undefined;
  pidsMax: number | undefined;
  pidsCurrent: number | undefined;
}

/** A cgroup 1 without a limit has the largest page-aligned number there is. */
const NO_LIMIT = 2 ** 60;

export function readLimits(stdout: string): Limits | undefined {
  const values = new Map<string, string>();
  for (const line of stdout.split('\n')) {
    const [, file, value] = /^\/sys\/fs\/cgroup\/(?:memory\/|pids\/)?([\w.]+):(.+)$/.exec(line.trim()) ?? [];
    const [, name, count] = file === 'memory.events' ? (/^(\w+) (\d+)$/.exec(value ?? '') ?? []) : [];
    if (name && count) values.set(`events.${name}`, count);
    else if (file && value) values.set(file, value);
  }
  const number = (...names: string[]) => {
    const text = names.map((name) => values.get(name)).find((value) => value !== undefined);
    const value = text !== undefined && /^\d{1,19}$/.test(text) ? Number(text) : undefined;
    return value !== undefined && value < NO_LIMIT ? value : undefined;
  };
  return values.size === 0
    ? undefined
    : {
        memoryMax: number('memory.max', 'memory.limit_in_bytes'),
        memoryCurrent: number('memory.current', 'memory.usage_in_bytes'),
        oomKills: number('events.oom_kill'),
        pidsMax: number('pids.max'),
        pidsCurrent: number('pids.current'),
      };
}

export function limitsInside(subject: Subject, evidence: Evidence): (Limits & { proof: (quote: string) => Proof }) | undefined {
  const answer = valueOf(askInside(subject, evidence, LIMITS_COMMAND));
  const limits = answer && readLimits(answer.stdout);
  return limits && { ...limits, proof: (quote) => insideProof(answer, quote) };
}

export interface Room {
  /** Per cent that is in use, as df rounds it. */
  used: number;
  mountedOn: string;
  proof: Proof;
}

/** POSIX df -P; -i (inodes) is common to GNU and busybox. */
export function roomInside(path: string, what: 'blocks' | 'inodes', subject: Subject, evidence: Evidence): Room | undefined {
  if (!isPlainPath(path)) return undefined;
  const answer = valueOf(askInside(subject, evidence, ['df', what === 'blocks' ? '-P' : '-iP', path]));
  const line = answer?.stdout.trim().split('\n').at(-1) ?? '';
  const [, used, mountedOn] = /\s(\d{1,3})%\s+(\/\S*)$/.exec(line) ?? [];
  return answer && used !== undefined && mountedOn !== undefined
    ? { used: Number(used), mountedOn, proof: insideProof(answer, `df${what === 'inodes' ? ' -i' : ''}: ${line.replace(/\s+/g, ' ')}`) }
    : undefined;
}
