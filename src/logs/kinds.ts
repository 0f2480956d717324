/** How much each kind of fact says: of two in one line the higher one is told. */
import type { FactKind } from './fact.ts';

const RANKS: Record<FactKind, number> = {
  // What names the very thing to change.
  'variable-missing': 9, 'flag-unknown': 9, 'argument-missing': 9, 'config-malformed': 9, 'rbac-forbidden': 9, 'crd-missing': 9, 'database-missing': 9, 'role-missing': 9, 'client-refused': 9, 'request-refused': 8,
  'auth-failed': 9, 'tls-unknown-ca': 9, 'tls-expired': 9, 'tls-hostname': 9, 'port-privileged': 9, 'port-in-use': 9, 'data-version': 9, 'data-foreign': 9,
  'data-not-empty': 9, 'root-refused': 9, 'user-nameless': 9, 'exec-format': 9, 'interpreter-missing': 9, 'command-not-found': 9, 'carriage-return': 10, 'not-executable': 9,
  'library-missing': 9, 'class-version': 9, 'runtime-missing': 9, 'module-missing': 9, 'no-space': 9, 'read-only': 9, 'shm-exhausted': 10,
  'heap-exhausted': 9, 'threads-exhausted': 9, 'files-exhausted': 9, 'file-size-limited': 9, 'kernel-setting': 10, 'kernel-setting-refused': 10, 'memory-refused': 9, 'connections-exhausted': 9, 'cloud-credentials': 9,
  'api-token-missing': 10, 'api-unauthorized': 8, 'illegal-instruction': 9, 'leader-lost': 7, 'api-group-down': 10, 'pod-cidr-missing': 9, 'node-program-missing': 10, 'cluster-unsafe': 9, 'metadata-refused': 10, 'gpu-refused': 9, 'gpu-memory': 9, 'lock-held': 9, 'data-corrupt': 8,
  'table-missing': 8, 'already-there': 8, 'is-directory': 9, 'tls-protocol': 8, 'version-refused': 9, 'address-unavailable': 8, 'config-rejected': 8, 'dns-loop': 8, 'syntax-error': 8,
  // What names a place, of which the reason must be found.
  'name-unresolved': 8, 'connection-refused': 8, 'connection-timeout': 7, 'connection-reset': 6, 'permission-denied': 7,
  'operation-not-permitted': 7, 'file-too-open': 8, 'file-missing': 7, 'value-invalid': 7, 'io-error': 7, 'migration-failed': 5, 'child-killed': 6,
  'worker-timeout': 6, 'dependency-unreachable': 4, 'http-error': 4, segfault: 4, abort: 3,
  'usage-shown': 2, exception: 1, 'fatal-line': 1,
  listening: 0, starting: 0, 'term-received': 0, 'waiting-for': 0,
};

export const rankOf = (kind: FactKind): number => RANKS[kind];

/** Listening, starting and the like are no faults. */
export const isFault = (kind: FactKind): boolean => RANKS[kind] > 0;

/** It says what is wrong, not just that something is. */
export const isSpecific = (kind: FactKind): boolean => RANKS[kind] > 2;

const NETWORK: ReadonlySet<FactKind> = new Set([
  'connection-refused', 'connection-timeout', 'connection-reset', 'name-unresolved', 'dependency-unreachable', 'auth-failed', 'database-missing',
  'role-missing', 'tls-unknown-ca', 'tls-expired', 'tls-hostname', 'tls-protocol', 'connections-exhausted', 'http-error', 'table-missing',
  'client-refused', 'request-refused',
]);

/** It is about another program that is reached over the network; such a fault may pass by itself. */
export const isNetwork = (kind: FactKind): boolean => NETWORK.has(kind);
