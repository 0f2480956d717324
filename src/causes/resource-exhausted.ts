import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { advised, changing } from '../fixes/fix.ts';
import { withoutUlimit } from '../fixes/own-ulimit.ts';
import { changeSettings } from '../fixes/settings.ts';
import { largerSharedMemory } from '../fixes/shared-memory.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { FactFields } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { limitsInside } from '../trace/inside/inside-limits.ts';
import { filesLimit, type OwnUlimit, ownUlimit } from '../trace/programs/own-ulimit.ts';
import { type ServerSetting, serverSetting } from '../trace/servers/server-setting.ts';
import { placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

const WORDS = {
  'threads-exhausted': 'it may start no more threads or processes (pids limit)',
  'files-exhausted': 'it may open no more files (open files limit)',
  'file-size-limited': 'a file that it writes may grow no larger (file size limit)',
  'memory-refused':
    'the kernel refused the shared memory that it asks for in one piece: more than the node has, or huge pages of which none are free',
  'kernel-setting': 'a kernel setting of the node is too low for it',
  'shm-exhausted': 'its shared memory, /dev/shm, is full (64 MiB unless a volume is mounted there)',
} as const;

/** The letters of ulimit for it. */
const ULIMIT: Partial<Record<keyof typeof WORDS, string>> = { 'threads-exhausted': 'u', 'files-exhausted': 'n', 'file-size-limited': 'f' };

export const resourceExhausted: Cause = {
  id: 'resource-exhausted',
  title: 'a limit other than memory is reached',
  tier: 'environment',
  covers: ['res.pids', 'res.ulimit-rlimit', 'res.shm', 'res.hugepages'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(
      subject,
      'threads-exhausted',
      'files-exhausted',
      'file-size-limited',
      'kernel-setting',
      'shm-exhausted',
      'memory-refused',
    );
    if (!fact) return undefined;
    const own = limitOf(fact.kind, settingsOf(subject, evidence));
    const inside = fact.kind === 'threads-exhausted' ? limitsInside(subject, evidence) : undefined;
    const fix = new WorkloadFix(subject, evidence);
    const huge = fact.kind === 'memory-refused' ? hugePages(subject, evidence) : undefined;
    const given = own ? own.setting : huge?.setting;
    const sysctl = fact.kind === 'kernel-setting' ? sysctlOf(fact.fields as FactFields['kernel-setting']) : undefined;
    const node = subject.pod.spec.nodeName ?? '';
    const checked = fact.kind === 'kernel-setting' && !sysctl ? (fact.fields as FactFields['kernel-setting']).detail : undefined;
    return {
      summary: `container ${subject.container.name} stopped as ${sysctl ? `${sysctl.name} of node ${node} is too low for it` : checked ? `its own check of the limits that it is given fails: ${checked}` : own ? WORDS[fact.kind].replace(/ \([^)]*\)$/, '') : huge ? `it may use huge pages alone, by ${huge.text} (${placeOf(huge.setting)}), and its container asks for none` : WORDS[fact.kind]}${own ? `: ${ulimitWords(own)}` : ''}`,
      confidence: huge ? 'certain' : 'likely',
      ...(given ? { object: settingObject(given, fix) } : sysctl ? { object: { kind: 'Node', name: node, field: sysctl.name } } : {}),
      proof: [
        logProof(subject, fact),
        ...present(
          own && settingProof(own.setting, undefined, undefined, subject),
          huge && settingProof(huge.setting, huge.name, huge.value, subject),
          inside?.pidsMax && inside.proof(`pids.max ${inside.pidsMax}, pids.current ${inside.pidsCurrent ?? 'not told'}`),
        ),
        attemptProof(subject),
      ],
      fixes:
        fact.kind === 'shm-exhausted'
          ? [largerSharedMemory('mount a larger /dev/shm', fix)]
          : fact.kind === 'memory-refused'
            ? [lessShared(huge, fix)]
            : own
              ? withoutUlimit(own, fix)
              : sysctl
                ? [raised(sysctl, node)]
                : present(adviceFor(fact.kind, checked)),
      decides:
        fact.kind === 'memory-refused'
          ? 'its settings shared_buffers and huge_pages (postgres -C), and HugePages_Free in /proc/meminfo of the node'
          : 'pids.max, the ulimits or the sysctl, read inside the container or on its node',
    };
  },
};

function limitOf(kind: keyof typeof WORDS, settings: readonly Setting[]): OwnUlimit | undefined {
  const letter = ULIMIT[kind];
  const own = letter && ownUlimit(letter, settings);
  return own || (kind === 'files-exhausted' ? filesLimit(settings) : undefined);
}

function ulimitWords({ text, setting }: OwnUlimit): string {
  if (setting.name === undefined) return `its own ${text} sets that (${placeOf(setting)})`;
  if (text.startsWith('ulimit ')) return `its own ${text} sets that, with ${setting.value} of ${placeOf(setting)}`;
  return `${placeOf(setting)} is ${setting.value}, by its name the limit that it is started with`;
}

/** No field of a pod sets either of them. */
const ADVICE: Partial<Record<keyof typeof WORDS, string>> = {
  'threads-exhausted':
    'let it start fewer threads (the sizes of its pools), or raise podPidsLimit of the kubelet on its node; see with ps in the container whether ended processes stay (an init such as tini takes them away)',
  'files-exhausted':
    "let it close what it opens, or hold fewer connections; or raise LimitNOFILE of the runtime's unit on its node (containerd.service, crio.service)",
  'file-size-limited':
    'see what limits the size of a file: ulimit -f in its start script, RLIMIT_FSIZE in its program, or the largest file of the file system; or let it write less into one file',
};

/** Elasticsearch's checks: of what is counted per process, which the runtime gives. */
function adviceFor(kind: keyof typeof WORDS, checked: string | undefined): Fix | undefined {
  if (checked?.startsWith('memory locking '))
    return advised(
      'set bootstrap.memory_lock to false (a node of Kubernetes has no swap, most often), or let the runtime of the node give LimitMEMLOCK=infinity',
    );
  const advice = ADVICE[/^max file descriptors /.test(checked ?? '') ? 'files-exhausted' : kind];
  return advice === undefined ? undefined : advised(advice);
}

interface Sysctl {
  name: string;
  least?: string;
}

/** Those of the whole node alone: what is counted per process is an ulimit. */
function sysctlOf({ setting = '', detail = '' }: FactFields['kernel-setting']): Sysctl | undefined {
  if (!/^(?:vm|fs|kernel)\.[\w.]+$/.test(setting)) return undefined;
  const least = /increase to at least \[(\d{1,12})\]/.exec(detail)?.[1];
  return { name: setting, ...(least ? { least } : {}) };
}

const raised = ({ name, least }: Sysctl, node: string): Fix =>
  changing(
    `raise ${name} on node ${node}${least ? ` to ${least} (sysctl -w ${name}=${least})` : ' (sysctl -w)'}, and on every node where this may run: it is one value for the whole node, which no pod can have for itself`,
  );

/**
 * With huge_pages=on PostgreSQL asks for nothing else; with its default, try, it takes ordinary memory then (postgres sysv_shmem.c
 * CreateAnonymousSegment). A container that asks for no huge pages may use none (kubernetes pkg/kubelet/cm, the hugetlb cgroup).
 */
function hugePages(subject: Subject, evidence: Evidence): ServerSetting | undefined {
  const given = serverSetting(['huge_pages'], settingsOf(subject, evidence));
  const asked = Object.keys(subject.container.resources?.limits ?? {}).some((name) => name.startsWith('hugepages-'));
  return given && !asked && /^(?:on|true|yes|1)$/i.test(given.value) ? given : undefined;
}

function lessShared(huge: ServerSetting | undefined, fix: WorkloadFix): Fix {
  return (
    (huge && changeSettings('use huge pages only where there are some', [huge.changedTo('try')], fix)) ??
    advised(
      'set huge_pages to try where it is on, else lower shared_buffers: the settings of the server, in postgresql.conf or as arguments',
    )
  );
}
