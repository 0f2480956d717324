import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { listOf } from '../fixes/spec.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { LogReading } from '../logs/reading.ts';
import { only } from '../only.ts';
import { siblingsOf } from '../trace/history/siblings.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const replicaNameTaken: Cause = {
  id: 'replica-name-taken',
  title: 'its replicas share a name that each has to have for itself',
  tier: 'kubernetes',
  covers: ['cfg.bad-value'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = log?.decisive;
    const taken = log && fact ? nameTaken(log, fact.line, subject, evidence) : undefined;
    if (!fact || !taken) return undefined;
    const { setting, quote } = taken;
    const siblings = valueOf(siblingsOf(subject, evidence));
    if (!siblings || siblings.steady.length === 0 || !['one', 'some'].includes(siblings.pattern)) return undefined;
    const { container } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const names = siblings.steady.map(({ metadata }) => metadata.name);
    return {
      summary: `container ${container.name} is refused as ${setting.value}, which ${placeOf(setting)} calls each replica: that name exists already, and ${names.slice(0, 2).join(', ')}, of the same template, is well with it`,
      confidence: 'likely',
      object: settingObject(setting, fix),
      proof: [
        logProof(subject, fact),
        ...(quote === fact.quote ? [] : [{ ...logProof(subject, fact), quote }]),
        settingProof(setting, undefined, undefined, subject),
        attemptProof(subject),
      ],
      fixes: [
        fix.patchSpec(`let each replica be called as its pod (${setting.name} from metadata.name)`, {
          [listOf(subject.kind)]: [{ name: container.name, env: [fromPod(setting.name)] }],
        }),
      ],
      decides: `who holds the name ${setting.value}: a replica that is well, or one that ended without giving it up`,
    };
  },
};

/** Whatever gave it before. */
const fromPod = (name: string) => ({
  name,
  value: null,
  valueFrom: { configMapKeyRef: null, secretKeyRef: null, fieldRef: { fieldPath: 'metadata.name' } },
});

/** PostgreSQL's DETAIL (access/nbtree/nbtinsert.c), MySQL 1062, MongoDB E11000. */
const TAKEN =
  /\bKey \([\w", ]{1,100}\)=\(([^)\n]{2,100})\) already exists|\bDuplicate entry '([^'\n]{2,100})' for key\b|\bdup key: \{ \w{1,60}: "([^"\n]{2,100})" \}/;
/** A replica is called so; any other row, such as the first user, each of them makes under the same name. */
const OF_REPLICA =
  /(?:^|_)(?:NODE|WORKER|INSTANCE|REPLICA|MEMBER|HOST|POD|RUNNER|AGENT|CONSUMER|PEER|BROKER|SHARD|PROCESS|MACHINE|EXECUTOR)(?:_?(?:NAME|ID))?$/i;
/** So far below the exception's own line the detail may stand. */
const BELOW = 4;

interface Taken {
  setting: Setting & { name: string };
  /** The line that says so. */
  quote: string;
}

/** The only variable that holds the name which is there already. */
function nameTaken(log: LogReading, line: number, subject: Subject, evidence: Evidence): Taken | undefined {
  const quote = log.lines.slice(line, line + BELOW).find((text) => TAKEN.test(text));
  const value = TAKEN.exec(quote ?? '')
    ?.slice(1)
    .find((one) => one !== undefined);
  const setting = only(
    variablesOf(subject, evidence).filter(
      (one): one is Taken['setting'] =>
        value !== undefined && one.value === value && one.name !== undefined && OF_REPLICA.test(one.name) && one.place.kind !== 'secret',
    ),
  );
  return setting && quote !== undefined ? { setting, quote: quote.trim().slice(0, 300) } : undefined;
}
