/** For args that an image without an entrypoint takes for the program itself: the program that was to get them. */
import { imageName } from '../kube/image.ts';
import { interpreterFor } from '../trace/programs/interpreters.ts';
import { mainProgramOf } from '../trace/programs/programs.ts';
import type { Repair } from './command-line.ts';
import type { JsonPatch, WorkloadFix } from './workload.ts';

/** Programs whose images are called after what they run, and that take options (their Dockerfiles, github.com/docker-library). */
const OTHERS: Readonly<Record<string, string>> = {
  caddy: 'caddy',
  traefik: 'traefik',
  prometheus: 'prometheus',
  node: 'node',
  python: 'python',
  'eclipse-temurin': 'java',
  openjdk: 'java',
};

export function runWith(fix: WorkloadFix): Repair | undefined {
  const { command = [], args = [], image = '' } = fix.subject.container;
  const [first = ''] = args;
  if (command.length > 0 || first === '') return undefined;
  const own = mainProgramOf(image) ?? OTHERS[imageName(image)];
  const program = first.startsWith('-') ? own && [own] : interpreterFor(first)?.words;
  if (!program) return undefined;
  // An option and its value in one word are two.
  const words = args.flatMap((word) => (/^--?[\w-]+ \S+$/.test(word) ? word.split(' ') : [word]));
  const operations: JsonPatch[] = [
    { op: 'add', path: `${fix.containerPath}/command`, value: program },
    ...(words.length === args.length ? [] : [{ op: 'replace' as const, path: `${fix.containerPath}/args`, value: words }]),
  ];
  return {
    why: `the image has no entrypoint, so that args[0] is taken for the program; ${program.join(' ')} was most likely meant to get it`,
    fix: fix.patchJson(`run ${program.join(' ')} with these args`, operations),
  };
}
