import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import { type Asked, ask } from '../fixes/command.ts';
import { type JsonPatch, WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import type { Fix } from '../report.ts';
import { variableInside } from '../trace/inside/inside-variable.ts';
import { environmentReferences } from '../trace/objects/references.ts';
import { startText } from '../trace/programs/start-text.ts';
import { type Meant, meantBy, unusedOf, variableFor } from '../trace/settings/named-variable.ts';
import { nothingParsed } from '../trace/settings/nothing-parsed.ts';
import { fieldBehind, fieldWords } from '../trace/settings/pod-field.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';
import { givenByEnvFrom, hiddenByEmpty, sourcesFor, variableOf } from '../trace/settings/variables.ts';
import { type Cause, RUNG } from './cause.ts';

export const missingVariable: Cause = {
  id: 'missing-variable',
  title: 'an environment variable that it needs is not set',
  tier: 'kubernetes',
  covers: ['app.missing-env-log', 'cfg.downward'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'variable-missing') ?? nothingParsed(log, subject, evidence);
    if (!fact) return undefined;
    const { container, namespace } = subject;
    const variables = variablesOf(subject, evidence);
    const names = [fact.fields.name, ...(fact.fields.more?.split(', ') ?? [])].map((name) =>
      variableFor(name, fact.fields.given, variables),
    );
    const name = names[0] as string;
    const variable = variableOf(container, name);
    const given = givenByEnvFrom(container, name, namespace, evidence);
    const own = variables.find((one) => one.name === name);
    const field = own && fieldBehind(own, subject);
    const isSet = variable !== undefined && (variable.valueFrom !== undefined || (variable.value ?? '') !== '');
    const empty = (variable !== undefined && !isSet) || ((!variable || field !== undefined) && own?.value === '');
    const absent = !variable && given.state === 'read' && !given.value;
    const inside = absent || empty ? undefined : variableInside(name, subject, evidence);
    const confirmed = inside?.own && inside.is !== 'set' ? inside.is : undefined;
    const wanted = names.map(
      (one): Wanted => ({
        name: one,
        meant: isIn(one, variables)
          ? undefined
          : (meantBy(one, variables, names) ?? unusedOf(one, variables, startText(subject, evidence)?.text)),
      }),
    );
    const [{ meant }] = wanted as [Wanted];
    const fix = new WorkloadFix(subject, evidence);
    const hides = empty && names.length === 1 ? hiddenByEmpty(container, name, valueOf(given) === true) : undefined;
    const source = variable?.valueFrom?.secretKeyRef ?? variable?.valueFrom?.configMapKeyRef;
    const from = source
      ? `; its spec takes it from key ${source.key} of ${variable?.valueFrom?.secretKeyRef ? 'Secret' : 'ConfigMap'} ${source.name}, so that value may be empty`
      : '';
    const how = empty || confirmed === 'empty' ? 'is empty' : absent || confirmed === 'unset' ? 'is not set' : `is missing, it says${from}`;
    const near =
      absent && meant
        ? `; ${placeOf(meant.setting)}${meant.how === 'same' ? ', which means the same, is there' : ' is there, and may be what is meant'}`
        : '';
    const more = names.length > 1 ? `, and ${names.slice(1).join(', ')} too` : '';
    return {
      summary: `container ${container.name} needs the environment variable ${name}, which ${how}${empty && field ? `: it takes it ${fieldWords(field)}` : ''}${more}${near}${hides ? `: env[${hides.index}] has no value, and hides ${hides.by}` : ''}`,
      confidence: absent || empty || confirmed ? 'certain' : 'likely',
      object: fix.containerObject(`env[${name}]`),
      proof: [
        logProof(subject, fact),
        specProof(subject, 'env', variables.map((one) => one.name).join(', ') || 'none'),
        ...(inside ? [inside.proof] : []),
        attemptProof(subject),
      ],
      fixes: hides
        ? [
            fix.patchJson(`take the empty ${name} out, so that ${hides.by.replace(/^env\[.*/, 'the other one')} is read`, [
              { op: 'remove', path: `${fix.containerPath}/env/${hides.index}` },
            ]),
          ]
        : (filled(own, wanted, fix) ?? fixesOf(subject, evidence, fix, wanted)),
      decides: `the value of ${name} inside the container, which its spec ${isSet ? 'sets' : 'may take from envFrom'}`,
    };
  },
};

/** A key that is there and empty is filled where it is; what comes from the pod itself is taken from where that has it. */
function filled(setting: Setting | undefined, wanted: readonly Wanted[], fix: WorkloadFix): Fix[] | undefined {
  if (!setting || wanted.length > 1 || setting.value || (setting.place.kind === 'env' && !fieldBehind(setting, fix.subject)))
    return undefined;
  const name = setting.name as string;
  const what = `the value of environment variable ${name}`;
  const asked = askedSetting(`fill ${placeOf(setting)}`, setting, { name, refused: undefined, what }, fix);
  return asked && [asked];
}

interface Wanted {
  name: string;
  meant: Meant | undefined;
}

const isIn = (name: string, variables: readonly Setting[]) => variables.some((one) => one.name === name);

/** One fix for all that the program lists: what is there under another name is given under its own, the rest is asked for. */
function fixesOf(subject: Subject, evidence: Evidence, fix: WorkloadFix, wanted: readonly Wanted[]): Fix[] {
  const { container, pod, namespace } = subject;
  const used = environmentReferences(pod, container).map((reference) => reference.name);
  const copies: JsonPatch[] = [];
  const taken: object[] = [];
  const asked: Asked[] = [];
  const texts: string[] = [];
  let length = container.env?.length ?? 0;
  for (const { name, meant } of wanted) {
    const place = meant?.setting.place;
    const [source, second] = meant ? [] : sourcesFor(name, used, namespace, evidence);
    if (place?.kind === 'env') {
      const path = `${fix.containerPath}/env`;
      // Copied inside the API server, so that no value passes through the command.
      copies.push(
        { op: 'copy', from: `${path}/${place.index}`, path: `${path}/-` },
        { op: 'replace', path: `${path}/${length++}/name`, value: name },
      );
      texts.push(`give ${name} what ${meant?.setting.name} has`);
    } else if (place && place.kind !== 'argument') {
      taken.push(takenFrom(name, place.kind === 'secret' ? 'Secret' : 'ConfigMap', place.object, place.key));
      texts.push(`take ${name} from ${placeOf(meant.setting)}`);
    } else if (source && (!second || used.includes(source.name))) {
      taken.push(takenFrom(name, source.kind, source.name, source.key));
      texts.push(`take ${name} from ${source.kind} ${source.name}, key ${source.key}`);
    } else {
      const secret = /pass|pwd|secret|token|key|credential/i.test(name);
      asked.push(ask(`${name}=`, name, `the value of environment variable ${name}`, secret));
      texts.push(`set ${name}`);
    }
  }
  const steps = [
    ...(copies.length > 0 ? [fix.patchJson('', copies)] : []),
    ...(taken.length > 0 ? [fix.patchContainer('', { env: taken })] : []),
    ...(asked.length > 0 ? [fix.setEnv('', asked)] : []),
  ];
  const [first, ...rest] = steps;
  if (!first) return [];
  const commands = steps.flatMap(({ command }) => (command ? [command] : []));
  return [
    {
      ...first,
      text: `${texts.join('; ')}${first.text}`,
      command: commands.join(' && '),
      asks: [first, ...rest].flatMap(({ asks }) => asks),
    },
  ];
}

function takenFrom(name: string, kind: 'ConfigMap' | 'Secret', object: string, key: string): object {
  const valueFrom = kind === 'ConfigMap' ? { configMapKeyRef: { name: object, key } } : { secretKeyRef: { name: object, key } };
  return { name, value: null, valueFrom };
}
