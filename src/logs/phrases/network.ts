/** Other programs that are not reached: the words of the operating system's network, with host and port where loggers put them. */
import type { Phrase } from '../phrase.ts';

export const network: readonly Phrase[] = [
  {
    name: 'dial-refused', kind: 'connection-refused', pattern: /dial (?:tcp|udp)[46]? (?:[\w.:[\]]{1,60}->)?(?<target>[\w.:[\]-]{1,250}): connect: connection refused/,
    sample: 'dial tcp 127.0.0.1:1: connect: connection refused', source: 'run:go 1.26',
    nearMiss: 'dial tcp 127.0.0.1:1: connect: no route to host',
  },
  {
    name: 'dial-timeout', kind: 'connection-timeout', pattern: /dial (?:tcp|udp)[46]? (?:[\w.:[\]]{1,60}->)?(?<target>[\w.:[\]-]{1,250}): (?:i\/o timeout|connect: connection timed out|connect: no route to host)/,
    sample: 'database is not reachable: dial tcp 10.96.227.186:5432: i/o timeout', source: 'case:dep-timeout',
    nearMiss: 'dial tcp 10.96.227.186:5432: connect: connection refused',
  },
];
