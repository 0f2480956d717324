/** Node.js, its package managers and libraries. */
import type { Phrase } from '../phrase.ts';

export const node: readonly Phrase[] = [
  {
    name: 'listen-eacces', kind: 'port-privileged', pattern: /listen EACCES: permission denied (?<bind>[\w.:[\]]{1,80})/,
    sample: 'Error: listen EACCES: permission denied 0.0.0.0:80', source: 'case:perm-low-port',
    nearMiss: "Error: EACCES: permission denied, open '/run/app.pid'",
  },
  {
    name: 'listen-eaddrinuse', kind: 'port-in-use', pattern: /EADDRINUSE:? address already in use (?<bind>[\w.:[\]/-]{1,200})/,
    sample: 'Error: listen EADDRINUSE: address already in use 0.0.0.0:8080', source: 'case:pod-port-twice',
    nearMiss: 'Error: listen EADDRNOTAVAIL: address not available 10.0.0.1:8080',
  },
  {
    name: 'eacces-path', kind: 'permission-denied', pattern: /EACCES: permission denied, (?<operation>\w{2,20}) ["'](?<path>[^"']{1,300})["']/,
    sample: "Error: EACCES: permission denied, open '/data/index/index.db'", source: 'case:perm-volume',
    nearMiss: "Error: ENOENT: no such file or directory, open '/data/index/index.db'",
  },
  {
    name: 'enospc', kind: 'no-space', pattern: /ENOSPC: no space left on device, (?<resource>write|open|mkdir|copyfile)(?: ["'](?<path>[^"']{1,300})["'])?/,
    sample: 'Error: ENOSPC: no space left on device, write', source: 'case:disk-full',
    nearMiss: 'Error: EDQUOT: disk quota exceeded, write',
  },
  {
    name: 'not-a-number', kind: 'value-invalid', fields: { expected: 'number' }, pattern: /(?:^|[\s:])(?<name>[A-Z][A-Z0-9_]{2,80}) (?:is not|must be) an? (?:valid )?(?:number|integer|port|URL)[^"']{0,20}["'](?<value>[^"']{0,200})["']/,
    sample: 'TypeError: POOL_SIZE is not a number: "20 per pod"', source: 'case:env-rollout',
    nearMiss: 'TypeError: "x" is not a function',
  },
  {
    name: 'heap', kind: 'heap-exhausted', fields: { runtime: 'node' }, pattern: /FATAL ERROR: .{0,120}(?<what>JavaScript heap out of memory)/,
    sample: 'FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory', source: 'case:mem-node-heap',
    nearMiss: 'the JavaScript heap is far from out of memory',
  },
];
