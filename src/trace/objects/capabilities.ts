/** Which of root's rights an operation needs, by the words that tell of it, and which of them every container has. */

export const NSENTER = /\bnsenter\b|reassociate to namespace/;
/** What an operation needs (capabilities(7)). An entrypoint that hands files over goes on to give up root: one set for both. */
export const NEEDS: readonly [words: RegExp, capabilities: string[]][] = [
  [/chown|chmod|change (?:owner|mode)|changing (?:owner|perm)|utime|initdb/i, ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETUID', 'SETGID']],
  [
    /setgid|setuid|setgroups|set groups|setres|initgroups|su-exec|gosu|switch(?:ing)? (?:to )?(?:user|")|change user|drop(?:ping)? privileges/i,
    ['SETUID', 'SETGID'],
  ],
  [/iptables|ip6tables|nf_tables|netlink|RTNETLINK|\bip (?:link|addr|route)|tun\b|\/dev\/net/i, ['NET_ADMIN', 'NET_RAW']],
  [/\bping\b|raw socket|SOCK_RAW/i, ['NET_RAW']],
  // Of another process, that of the node mostly: what it may look at counts too (nsenter(1), namespaces(7)).
  [NSENTER, ['SYS_ADMIN', 'SYS_PTRACE']],
  [/\bu?mount\b|unshare|pivot_root|setns|swapon/i, ['SYS_ADMIN']],
  [/ptrace|strace|attach to process/i, ['SYS_PTRACE']],
  [/chroot/i, ['SYS_CHROOT']],
  [/mlock|memlock|lock memory/i, ['IPC_LOCK']],
  [/setpriority|nice|sched_set/i, ['SYS_NICE']],
  [/setrlimit|ulimit/i, ['SYS_RESOURCE']],
  [/settimeofday|clock_settime|set the (?:date|clock)/i, ['SYS_TIME']],
  [/mknod/i, ['MKNOD']],
  [/sysctl|\/proc\/sys/i, ['SYS_ADMIN']],
];
/** What containerd, CRI-O and Docker give a container that asks for nothing. */
export const BY_DEFAULT = [
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'SETGID',
  'SETUID',
  'SETPCAP',
  'NET_BIND_SERVICE',
  'SYS_CHROOT',
  'MKNOD',
  'AUDIT_WRITE',
  'SETFCAP',
  'NET_RAW',
];
