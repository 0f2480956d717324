import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, keyObject, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { advised } from '../fixes/fix.ts';
import { type JsonPatch, WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

/** Bytes of one string that the kernel hands to a program, its end included (Linux include/uapi/linux/binfmts.h MAX_ARG_STRLEN). */
const LONGEST = 131_072;

export const variableTooLong: Cause = {
  id: 'variable-too-long',
  title: 'an environment variable, or an argument, is longer than the kernel lets it be',
  tier: 'kubernetes',
  covers: ['img.create-error', 'cfg.bad-value'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'fatal-line');
    if (!fact || !/^exec \S+: argument list too long/.test(fact.quote)) return undefined;
    const size = ({ name = '', value = '' }: Setting) => Buffer.byteLength(`${name}=${value}`) + 1;
    const setting = variablesOf(subject, evidence).find((one) => size(one) > LONGEST);
    if (!setting) return longWord(fact, subject, evidence);
    const fix = new WorkloadFix(subject, evidence);
    const { place, name = '' } = setting;
    const where = placeOf(setting);
    const operations = without(setting, subject, variablesOf(subject, evidence), fix);
    return {
      summary: `no program can be started in container ${subject.container.name}: its variable ${name}, from ${where}, has ${Math.round(size(setting) / 1024)} KiB, and the kernel takes no variable of more than 128`,
      confidence: 'certain',
      object: place.kind === 'configmap' ? keyObject(subject.namespace, place.object, place.key) : fix.containerObject(`env[${name}]`),
      proof: [logProof(subject, fact), { step: 'get', quote: `${where}: ${size(setting)} bytes` }, attemptProof(subject)],
      fixes: operations
        ? [
            fix.patchJson(
              `start it without ${name} as a variable; what is that long belongs into a file, which a volume can mount`,
              operations,
            ),
          ]
        : [],
    };
  },
};

/** A whole file or script as one argument. */
function longWord(fact: Fact, subject: Subject, evidence: Evidence): Match | undefined {
  const { container } = subject;
  const [found] = (['command', 'args'] as const).flatMap((list) =>
    (container[list] ?? []).flatMap((word, index) => (Buffer.byteLength(word) + 1 > LONGEST ? [{ place: `${list}[${index}]`, word }] : [])),
  );
  if (!found) return undefined;
  const size = Buffer.byteLength(found.word);
  return {
    summary: `no program can be started in container ${container.name}: its ${found.place} has ${Math.round(size / 1024)} KiB, and the kernel takes no argument of more than 128`,
    confidence: 'certain',
    object: new WorkloadFix(subject, evidence).containerObject(found.place),
    proof: [logProof(subject, fact), { step: 'get', quote: `${found.place}: ${size} bytes` }, attemptProof(subject)],
    fixes: [advised(`put the text of ${found.place} into a ConfigMap, mount that, and name the file in its place`)],
  };
}

/** Out of env by its place; out of envFrom by naming the other variables of that ConfigMap one by one. */
function without({ name, place }: Setting, { container }: Subject, all: readonly Setting[], fix: WorkloadFix): JsonPatch[] | undefined {
  const at = (container.env ?? []).findIndex((one) => one.name === name);
  if (at >= 0) return [{ op: 'remove', path: `${fix.containerPath}/env/${at}` }];
  const from = (container.envFrom ?? []).findIndex(({ configMapRef }) => place.kind === 'configmap' && configMapRef?.name === place.object);
  if (from < 0 || place.kind !== 'configmap') return undefined;
  const others = all.flatMap((one) =>
    one.name !== name &&
    one.place.kind === 'configmap' &&
    one.place.object === place.object &&
    !container.env?.some((own) => own.name === one.name)
      ? [{ name: one.name, valueFrom: { configMapKeyRef: { name: place.object, key: one.place.key } } }]
      : [],
  );
  return [
    { op: 'remove', path: `${fix.containerPath}/envFrom/${from}` },
    ...(container.env ? [] : [{ op: 'add' as const, path: `${fix.containerPath}/env`, value: [] }]),
    ...others.map((value): JsonPatch => ({ op: 'add', path: `${fix.containerPath}/env/-`, value })),
  ];
}
