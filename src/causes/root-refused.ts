import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { type JsonPatch, WorkloadFix } from '../fixes/workload.ts';
import { lastName } from '../kube/folder.ts';
import { commandLine } from '../kube/pod.ts';
import { identityOf, userPath } from '../trace/objects/identity.ts';
import { userOfImage } from '../trace/programs/image-users.ts';
import { isShell } from '../trace/programs/shell-line.ts';
import { type Cause, RUNG } from './cause.ts';

/** Of other images, by their names or the words of the program: what the official ones make for it (their Dockerfiles). */
const USERS: readonly [program: RegExp, uid: number][] = [
  [/postgres/i, 999],
  [/mysql|maria/i, 999],
  [/elastic|opensearch|logstash|kibana|jupyter/i, 1000],
  [/cassandra/i, 999],
  [/mongo/i, 999],
];

export const rootRefused: Cause = {
  id: 'root-refused',
  title: 'the program refuses to run as root',
  tier: 'kubernetes',
  covers: ['img.command-overrides-entrypoint', 'perm.root-refused'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'root-refused');
    if (!fact) return undefined;
    const { container } = subject;
    const { uid } = identityOf(subject);
    const fix = new WorkloadFix(subject, evidence);
    // Such entrypoints change the user before their own program alone, by its bare name: not before a shell (docker-entrypoint.sh of postgres, mysql).
    const [program] = container.command ?? [];
    const overrides = program !== undefined && !isShell(program) && uid !== 0;
    const words = `${fact.fields.program ?? ''} ${container.image ?? ''} ${fact.quote}`;
    const other = userOfImage(container.image ?? '') ?? USERS.find(([form]) => form.test(words))?.[1] ?? 1000;
    // An image that is called after the program comes with an entrypoint that sees to it; of another one nobody knows.
    const isOfProgram =
      (container.image ?? '').includes(fact.fields.program ?? '\n') || USERS.some(([form]) => form.test(container.image ?? ''));
    const path = userPath(subject, fix.containerPath);
    const operations: JsonPatch[] = [
      { op: 'add', path: `${fix.containerPath}/args`, value: [lastName(program ?? ''), ...commandLine(container).slice(1)] },
      { op: 'remove', path: `${fix.containerPath}/command` },
    ];
    const user =
      uid === 0 && path
        ? fix.patchJson(`run it as user ${other}`, [{ op: 'replace', path, value: other }])
        : fix.patchContainer(`run it as user ${other}`, { securityContext: { runAsUser: other } });
    return {
      summary: `container ${container.name} runs as root, which ${fact.fields.program ?? 'its program'} refuses${overrides ? `: its command replaces the image's entrypoint, which ${isOfProgram ? 'would' : 'may'} have changed to another user` : uid === 0 ? ': runAsUser is 0' : ''}`,
      confidence: (overrides && isOfProgram) || uid === 0 ? 'certain' : 'likely',
      object: fix.containerObject(overrides ? 'command' : 'securityContext.runAsUser'),
      proof: [
        logProof(subject, fact),
        overrides
          ? specProof(subject, 'command', (container.command ?? []).join(' '))
          : specProof(subject, 'securityContext.runAsUser', uid === undefined ? 'not set' : String(uid)),
        attemptProof(subject),
      ],
      fixes: overrides ? [fix.patchJson("give these words as args, so that the image's entrypoint runs first", operations), user] : [user],
      decides: "what the image's entrypoint does",
    };
  },
};
