import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, keysProof, logProof, specProof } from '../evidence/proof.ts';
import { keyFromFile } from '../fixes/lacking-key.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { only } from '../only.ts';
import { variablesOf } from '../trace/settings/settings.ts';
import { isJsonSyntax, refusedSettings } from '../trace/texts/refused-json.ts';
import { unseenJson } from '../trace/texts/unseen-json.ts';
import { type Cause, RUNG } from './cause.ts';

/** The very first letter is refused: an empty text, or one that is encoded once more. */
const AT_START =
  /line 1 column 1 \(char 0\)|in JSON at position 0\b|invalid character '\w' looking for beginning of value|unexpected end of JSON input/i;

export const malformedSecretFile: Cause = {
  id: 'malformed-secret-file',
  title: 'a file of a Secret does not parse',
  tier: 'kubernetes',
  covers: ['cfg.malformed-file'],
  // No file of a ConfigMap and no variable is at fault, as far as they can be seen.
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'config-malformed');
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
    const repair = keyFromFile(
      { kind: 'Secret', name, file: key },
      `write key ${key} of Secret ${name} anew from the file as it was issued`,
      fix,
    );
    return {
      summary: `container ${container.name} could not read a text as JSON, most likely ${path}, which is key ${key} of Secret ${name}${variable ? ` (env ${variable.name} names it)` : ''}: ${fact.fields.detail ?? fact.quote}${AT_START.test(fact.quote) ? '; refused at its very beginning, it is empty, or base64 once more (data of a Secret is base64 already, stringData is plain)' : ''}`,
      confidence: 'likely',
      object: { kind: 'Secret', namespace, name, field: `data[${key}]` },
      proof: [
        logProof(subject, fact),
        keysProof('Secret', name, `${key}, mounted as ${path}`),
        ...(variable ? [specProof(subject, `env ${variable.name}`, path)] : []),
        attemptProof(subject),
      ],
      fixes: repair ? [repair] : [],
      decides: `whether that file begins with a brace, in the container or where you keep it; no value of a Secret is read`,
    };
  },
};
