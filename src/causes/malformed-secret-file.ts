import { decidedBy, thrownBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, keyObject, keysProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { AT_START, decodeOnceMore } from '../fixes/correct-file.ts';
import { keyFromFile } from '../fixes/lacking-key.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { configFiles } from '../trace/files/mounted-file.ts';
import { unseenFiles } from '../trace/files/unseen-files.ts';
import { settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { isJsonSyntax, refusedSettings } from '../trace/texts/refused-json.ts';
import { unseenJson } from '../trace/texts/unseen-json.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const malformedSecretFile: Cause = {
  id: 'malformed-secret-file',
  title: 'a file of a Secret does not parse',
  tier: 'kubernetes',
  covers: ['cfg.malformed-file', 'cfg.secret-encoding'],
  // No file of a ConfigMap and no variable is at fault, as far as they can be seen.
  rung: RUNG.confirmed - 1,

  detect: (subject, evidence) => ofJson(subject, evidence) ?? ofText(subject, evidence),
};

function ofJson(subject: Subject, evidence: Evidence): Match | undefined {
  const fact = decidedBy(subject, 'config-malformed');
  if (!fact || !isJsonSyntax(fact) || refusedSettings(fact, subject, evidence)?.length !== 0) return undefined;
  const files = unseenJson(subject, evidence).filter(({ kind }) => kind === 'Secret');
  const named = (path: string) => variablesOf(subject, evidence).find(({ value }) => value === path);
  // One that no variable names may be read or not (malformed-config tells it as possible).
  const file = only(files.filter(({ path }) => named(path)));
  if (!file) return undefined;
  const { container, namespace } = subject;
  const { path, name, key } = file;
  const variable = named(path);
  const fix = new WorkloadFix(subject, evidence);
  const text = `write key ${key} of Secret ${name} anew from the file as it was issued`;
  const repair = keyFromFile({ kind: 'Secret', name, file: key }, text, fix);
  const atStart = AT_START.test(fact.quote) || ENDS.test(fact.quote);
  const decoded = AT_START.test(fact.quote) ? decodeOnceMore({ object: name, key }, fix) : undefined;
  return {
    summary: `container ${container.name} could not read a text as JSON, most likely ${path}, which is key ${key} of Secret ${name}${variable ? ` (env ${variable.name} names it)` : ''}: ${fact.fields.detail ?? fact.quote}${atStart ? '; refused at its very beginning, it is empty, or base64 once more (data of a Secret is base64 already, stringData is plain)' : ''}`,
    confidence: 'likely',
    object: keyObject(namespace, name, key, 'Secret'),
    proof: [
      logProof(subject, fact),
      keysProof('Secret', name, `${key}, mounted as ${path}`),
      ...present(variable && specProof(subject, `env ${variable.name}`, path)),
      attemptProof(subject),
    ],
    fixes: present(decoded, repair),
    decides: 'whether that file begins with a brace, in the container or where you keep it; no value of a Secret is read',
  };
}

/** YAML takes a long word for a text, and the program asks it for entries. */
function ofText(subject: Subject, evidence: Evidence): Match | undefined {
  const thrown = thrownBy(subject);
  if (!thrown || !WANTS_GROUP.test(thrown.words)) return undefined;
  const said = [
    ...thrown.log.lines.slice(-100),
    ...settingsOf(subject, evidence).flatMap(({ value, place }) => ('path' in place ? [] : [value ?? ''])),
  ];
  const isNamed = ({ path }: { path: string }) => OF_ENTRIES.test(path) && said.some((line) => line.includes(path));
  const file = only(unseenFiles(subject, evidence, ['Secret']).filter(isNamed));
  if (!file || configFiles(subject, evidence).some(isNamed)) return undefined;
  const { container, namespace } = subject;
  const { path, name, key } = file;
  const decoded = decodeOnceMore({ object: name, key }, new WorkloadFix(subject, evidence));
  return {
    summary: `container ${container.name} gets a text where it wants a group of entries, most likely from ${path}, which is key ${key} of Secret ${name}: so does a file that is base64 once more (data of a Secret is base64 already, stringData is plain), which is one long word to YAML; it ends on ${thrown.type}: ${thrown.message.slice(0, 120)}`,
    confidence: 'likely',
    object: keyObject(namespace, name, key, 'Secret'),
    proof: [logProof(subject, thrown.fact), keysProof('Secret', name, `${key}, mounted as ${path}`), attemptProof(subject)],
    fixes: present(decoded),
    decides: 'whether that file is plain text, in the container or where you keep it; no value of a Secret is read',
  };
}

/** Nothing stands in the text. */
const ENDS = /unexpected end of JSON input/i;
const OF_ENTRIES = /\.(?:ya?ml|json)$/;
/** Python's words (Objects/unicodeobject.c, object.c). */
const WANTS_GROUP =
  /^(?:AttributeError: 'str' object has no attribute '(?:get|items|keys|values|setdefault)'|TypeError: string indices must be integers)/;
