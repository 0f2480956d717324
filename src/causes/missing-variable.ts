import { type Evidence, valueOf } from '../evidence.ts';
import { ask } from '../fixes/command.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { attemptProof, logProof, specProof } from '../proof.ts';
import type { Fix } from '../report.ts';
import type { Subject } from '../subject.ts';
import { variableInside } from '../trace/inside-variable.ts';
import { environmentReferences, nearest } from '../trace/references.ts';
import { givenByEnvFrom, sameMeaning, sourcesFor, variableOf } from '../trace/variables.ts';
import { type Cause, RUNG } from './cause.ts';

export const missingVariable: Cause = {
  id: 'missing-variable',
  title: 'an environment variable that it needs is not set',
  tier: 'kubernetes',
  covers: ['app.missing-env-log'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'variable-missing');
    if (!fact) return undefined;
    const { container, namespace } = subject;
    const { name } = fact.fields;
    const variable = variableOf(container, name);
    const given = givenByEnvFrom(container, name, namespace, evidence);
    const isSet = variable !== undefined && (variable.valueFrom !== undefined || (variable.value ?? '') !== '');
    const told = (variable !== undefined && !isSet) || (!variable && given.state === 'read' && !given.value);
    // What envFrom brings may not be read, and a key may be empty.
    const inside = told || given.state === 'pending' ? undefined : variableInside(name, subject, evidence);
    const empty = (variable !== undefined && !isSet) || inside?.is === 'empty';
    const absent = (!variable && given.state === 'read' && !given.value) || inside?.is === 'unset';
    const near = absent ? similarIn(container.env ?? [], name) : undefined;
    const fix = new WorkloadFix(subject, evidence);
    const source = variable?.valueFrom?.secretKeyRef ?? variable?.valueFrom?.configMapKeyRef;
    const from = source
      ? `; its spec takes it from key ${source.key} of ${variable?.valueFrom?.secretKeyRef ? 'Secret' : 'ConfigMap'} ${source.name}, so that value may be empty`
      : '';
    const how = empty ? 'is empty' : absent ? 'is not set' : `is missing, it says${from}`;
    return {
      summary: `container ${container.name} needs the environment variable ${name}, which ${how}${near ? `; ${near}, which means the same, is` : ''}`,
      confidence: absent || empty ? 'certain' : 'likely',
      object: { kind: fix.owner.kind, namespace, name: fix.owner.name, field: `containers[${container.name}].env[${name}]` },
      proof: [
        logProof(subject, fact),
        specProof(subject, 'env', (container.env ?? []).map((one) => one.name).join(', ') || 'none'),
        ...(inside ? [inside.proof] : []),
        attemptProof(subject),
      ],
      fixes: fixesOf(subject, evidence, fix, name, near),
      decides: `the value of ${name} inside the container, which its spec ${isSet ? 'sets' : 'may take from envFrom'}`,
    };
  },
};

function similarIn(env: readonly { name: string }[], name: string): string | undefined {
  const names = env.map((one) => one.name);
  return sameMeaning(name, names) ?? nearest(name, names);
}

function fixesOf(
  { container, pod, namespace }: Subject,
  evidence: Evidence,
  fix: WorkloadFix,
  name: string,
  near: string | undefined,
): Fix[] {
  const env = container.env ?? [];
  if (near) {
    const path = `${fix.containerPath}/env`;
    // Copied inside the API server, so that no value passes through the command.
    return [
      fix.patchJson(`give ${name} what ${near} has`, [
        { op: 'copy', from: `${path}/${env.findIndex((one) => one.name === near)}`, path: `${path}/-` },
        { op: 'replace', path: `${path}/${env.length}/name`, value: name },
      ]),
    ];
  }
  const used = environmentReferences(pod, container).map((reference) => reference.name);
  const [source, second] = sourcesFor(name, used, namespace, evidence);
  if (source && (!second || used.includes(source.name))) {
    const { kind, name: object, key } = source;
    const valueFrom = kind === 'ConfigMap' ? { configMapKeyRef: { name: object, key } } : { secretKeyRef: { name: object, key } };
    return [fix.patchContainer(`take ${name} from ${kind} ${object}, key ${key}`, { env: [{ name, value: null, valueFrom }] })];
  }
  const secret = /pass|pwd|secret|token|key|credential/i.test(name);
  return [fix.setEnv(`set ${name}`, [ask(`${name}=`, name, `the value of environment variable ${name}`, secret)])];
}
