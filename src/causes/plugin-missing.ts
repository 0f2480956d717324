import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, valueProof } from '../evidence/proof.ts';
import { namingOption } from '../findings/naming-option.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { advised } from '../fixes/fix.ts';
import { isInside, rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const pluginMissing: Cause = {
  id: 'plugin-missing',
  title: 'a setting tells the program to load a library that its image does not have',
  tier: 'kubernetes',
  covers: ['img.missing-lib', 'app.missing-file', 'cfg.bad-flag', 'cfg.bad-value'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'library-missing', 'file-missing');
    if (!fact) return undefined;
    const { library = '', path = '' } = fact.fields as { library?: string; path?: string };
    const name = library || path;
    if (!name || (fact.kind === 'file-missing' && !isLibrary(name, fact.phrase))) return undefined;
    const { container } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const option = namingOption(name, settingsOf(subject, evidence), fix);
    if (!option) return undefined;
    const back = rollback(subject, evidence, isInside);
    const { place } = option.setting;
    const volume = mountedFile(name, subject)?.volume.name;
    const where = place.kind === 'argument' ? `${place.list}[${place.index}]` : placeOf(option.setting);
    return {
      summary: `container ${container.name} is told to load ${name} (${option.name}, in ${where}), which ${volume ? `volume ${volume}, mounted there,` : `image ${container.image ?? ''}`} does not have`,
      confidence: 'certain',
      object: settingObject(option.setting, fix),
      proof: [
        logProof(subject, fact),
        place.kind === 'configmap'
          ? valueProof(place.object, place.key, option.text)
          : { step: 'get', quote: option.text, path: `spec.containers[${container.name}].${where}` },
        ...present(back?.proof),
        attemptProof(subject),
      ],
      fixes: volume
        ? [advised(`bring ${name} into volume ${volume}`), ...present(option.removed)]
        : [...present(back?.fix, option.removed), advised(`or build the image anew with ${name} in it`)],
      decides: `whether ${name} is in ${volume ? `volume ${volume}` : 'the image'}`,
    };
  },
};

/** PostgreSQL names a library without its folder and ending, and calls it a file (src/backend/utils/fmgr/dfmgr.c). */
const isLibrary = (path: string, phrase: string) =>
  /\.so(?:\.\d+)*$/.test(path) || (phrase.startsWith('postgres/') && !/[/.]/.test(path.replace(/^\$libdir\//, '')));
