import { type Evidence, valueOf } from '../evidence.ts';
import { ask, kubectl } from '../fixes/command.ts';
import { runCommands } from '../fixes/object.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { EnvVar } from '../kube/shapes.ts';
import { decisiveFact } from '../logs/reading.ts';
import { attemptProof, logProof, specProof } from '../proof.ts';
import type { Fix, Proof } from '../report.ts';
import type { Subject } from '../subject.ts';
import { type ValueInFile, valueInFile, withPoint } from '../trace/value-in-file.ts';
import { type Cause, RUNG } from './cause.ts';

export const invalidValue: Cause = {
  id: 'invalid-value',
  title: 'a setting has a value that the program cannot use',
  tier: 'kubernetes',
  covers: ['cfg.bad-value', 'cfg.rollout-regression'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'value-invalid');
    if (!fact) return undefined;
    const { container, namespace } = subject;
    const { value, expected } = fact.fields;
    const setting = settingOf(fact.fields.name, value, subject, evidence);
    const inFile = setting || value === undefined ? undefined : valueInFile(value, fact.quote, subject, evidence);
    const name = setting?.name ?? fact.fields.name;
    const back = rollback(subject, evidence);
    const fix = new WorkloadFix(subject, evidence);
    const proof: [Proof, ...Proof[]] = [
      setting?.secret ? { ...logProof(subject, fact), quote: withoutValues(fact.quote) } : logProof(subject, fact),
    ];
    if (setting) proof.push(setting.proof);
    if (inFile) proof.push({ step: `get cm ${inFile.name}`, quote: `${inFile.key}, line ${inFile.line}: ${inFile.quote}` });
    if (back) proof.push(back.proof);
    proof.push(attemptProof(subject));
    // The program has written a Secret's value into its log; we don't repeat it.
    const hidden = setting?.secret === true;
    const shown = value === undefined || hidden ? '' : ` "${value}"`;
    const repair =
      setting?.kind === 'env'
        ? [
            fix.setEnv(`set ${setting.name} to a value that it can use${expected ? ` (${expected})` : ''}`, [
              ask(`${setting.name}=`, setting.name, `a valid value of ${setting.name}${expected ? `, ${expected}` : ''}`, false),
            ]),
          ]
        : inFile && value !== undefined
          ? [repairFile(inFile, value, expected, fix)]
          : [];
    return {
      summary: `container ${container.name} cannot use the value${shown}${name ? ` of ${name}` : ''}${expected ? `; it wants ${expected}` : ''}${setting ? `; ${setting.place}` : ''}${inFile ? `; it stands in line ${inFile.line} of key ${inFile.key} of ConfigMap ${inFile.name}` : ''}${/control character/.test(fact.quote) ? '; it holds a control character, such as a line break at its end' : ''}`,
      confidence: setting || inFile ? 'certain' : 'likely',
      object: inFile
        ? { kind: 'ConfigMap', namespace, name: inFile.name, field: `data[${inFile.key}]` }
        : { kind: fix.owner.kind, namespace, name: fix.owner.name, field: setting?.field ?? `containers[${container.name}]` },
      proof,
      fixes: [...(back ? [back.fix] : []), ...repair],
      decides: `where the value${shown} comes from: no variable or argument of the container has it`,
    };
  },
};

function repairFile({ name, key, text, line }: ValueInFile, value: string, expected: string | undefined, fix: WorkloadFix): Fix {
  const { evidence, subject } = fix;
  const better = withPoint(value, expected);
  if (better === undefined) {
    const edit = kubectl(evidence, subject.namespace, ['edit', 'configmap', name]);
    return runCommands(`correct line ${line} of key ${key}${expected ? ` (${expected})` : ''}, then start the pods anew`, [edit], fix, {
      again: true,
    });
  }
  const lines = text.split('\n');
  lines[line - 1] = (lines[line - 1] as string).replace(value, better);
  const body = JSON.stringify({ data: { [key]: lines.join('\n') } });
  const patch = kubectl(evidence, subject.namespace, ['patch', 'configmap', name, '--type=merge'], ['-p', body]);
  return runCommands(`write ${better} for ${value} in line ${line} of key ${key}, with a decimal point`, [patch], fix, { again: true });
}

/** What stands in quotation marks is the value, or a part of it. */
const withoutValues = (quote: string) => quote.replace(/"[^"]*"/g, '"[hidden]"');

interface Setting {
  kind: 'env' | 'args';
  secret?: boolean;
  name: string;
  place: string;
  field: string;
  proof: Proof;
}

/** The variable or argument that holds the value: by its name, else by being the only one with just that value. */
function settingOf(name: string | undefined, value: string | undefined, subject: Subject, evidence: Evidence): Setting | undefined {
  const { container } = subject;
  const env = container.env ?? [];
  const resolved = env.map((variable) => ({ variable, text: textOf(variable, subject, evidence) }));
  const trimmed = value?.trim();
  const holding = trimmed ? resolved.filter(({ text }) => text?.trim() === trimmed) : [];
  const found = resolved.find(({ variable }) => variable.name === name) ?? (holding.length === 1 ? holding[0] : undefined);
  if (found) {
    const { variable, text } = found;
    if (text !== undefined && trimmed && text.trim() !== trimmed && !text.includes(trimmed)) return undefined;
    const source = variable.valueFrom?.configMapKeyRef ?? variable.valueFrom?.secretKeyRef;
    const from = source ? ` from key ${source.key} of ${variable.valueFrom?.configMapKeyRef ? 'ConfigMap' : 'Secret'} ${source.name}` : '';
    return {
      kind: 'env',
      secret: variable.valueFrom?.secretKeyRef !== undefined,
      name: variable.name,
      place: `it is set by variable ${variable.name}${from}`,
      field: `containers[${container.name}].env[${variable.name}]`,
      proof: specProof(subject, `env ${variable.name}`, source ? from.trim() : (text ?? '')),
    };
  }
  const words = [...(container.command ?? []), ...(container.args ?? [])];
  const argument = trimmed ? words.find((word) => word === trimmed || word.endsWith(`=${trimmed}`)) : undefined;
  return argument
    ? {
        kind: 'args',
        name: name ?? argument,
        place: `it stands in its arguments: ${argument}`,
        field: `containers[${container.name}].args`,
        proof: specProof(subject, 'args', argument),
      }
    : undefined;
}

/** A Secret's value is never read. */
function textOf({ value, valueFrom }: EnvVar, { namespace }: Subject, evidence: Evidence): string | undefined {
  const reference = valueFrom?.configMapKeyRef;
  if (!reference?.name) return value;
  return valueOf(evidence.object('configmaps', namespace, reference.name))?.data?.[reference.key];
}
