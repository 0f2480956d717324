/** The users that images make for their programs. */
import { imageName, tagAskedFor } from '../../kube/image.ts';

/** The numbers of users that images name by a word, from their Dockerfiles (library/postgres, library/redis, library/nginx, node, distroless, grafana). */
const NUMBERS: Readonly<Record<string, number>> = {
  node: 1000,
  nginx: 101,
  nobody: 65534,
  nonroot: 65532,
  postgres: 999,
  redis: 999,
  mysql: 999,
  mongodb: 999,
  elasticsearch: 1000,
  jenkins: 1000,
  grafana: 472,
};

export const numberOfUser = (name: string): number | undefined => NUMBERS[name];

/** Servers of the library's images that start as root and change to a user of their own; without that one PostgreSQL and its like refuse to start. */
const OWN: Readonly<Record<string, string>> = {
  postgres: 'postgres',
  redis: 'redis',
  valkey: 'redis',
  mysql: 'mysql',
  mariadb: 'mysql',
  mongo: 'mongodb',
};
const ALPINE: Readonly<Record<string, number>> = { postgres: 70 };

/** Of the one that a server's image changes to. */
export function userOfImage(image: string): number | undefined {
  const own = OWN[imageName(image)];
  if (own === undefined) return undefined;
  return (/(?:^|-)alpine/.test(tagAskedFor(image) ?? '') ? ALPINE[own] : undefined) ?? NUMBERS[own];
}
