import { thrownBy } from '../evidence/end.ts';
import { attemptProof, configMapProof, keyObject, logProof } from '../evidence/proof.ts';
import { editKeys } from '../fixes/change-keys.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { CSV, fileRead } from '../trace/files/file-read.ts';
import { fileOf, settingsOf } from '../trace/settings/settings.ts';
import { otherSeparator } from '../trace/texts/table-rows.ts';
import { type Cause, RUNG } from './cause.ts';

export const csvSeparator: Cause = {
  id: 'csv-separator',
  title: 'the columns of a CSV file are told apart by another sign than its reader expects',
  tier: 'kubernetes',
  covers: ['cfg.malformed-file', 'app.python-traceback'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const thrown = thrownBy(subject);
    const file = thrown && fileRead(thrown.log, subject, evidence, CSV);
    if (!file) return undefined;
    const { fact, type, message, frame } = thrown;
    const column = type === 'KeyError' ? /^'([^']{1,80})'$/.exec(message)?.[1] : undefined;
    const other = column === undefined ? undefined : otherSeparator(file.text, column);
    if (!other) return undefined;
    const { name, key, path } = file;
    const fix = new WorkloadFix(subject, evidence);
    const setting = settingsOf(subject, evidence).find((one) => fileOf(one) === path);
    const text = `put commas between the columns of key ${key}`;
    return {
      summary: `container ${subject.container.name} reads ${path}, whose columns are told apart by ${other.by}, where the program looks for commas and so finds no column ${column}; the file is key ${key} of ConfigMap ${name}`,
      confidence: 'likely',
      object: keyObject(subject.namespace, name, key),
      proof: [logProof(subject, fact), configMapProof(name, `${key}: ${other.header.slice(0, 150)}`), attemptProof(subject)],
      fixes: [
        (setting && other.better !== undefined ? changeSettings(text, [{ setting, to: other.better }], fix) : undefined) ??
          editKeys(text, { sort: 'ConfigMap', name }, fix),
      ],
      decides: `whether ${frame ?? 'the program'} reads that file there`,
    };
  },
};
