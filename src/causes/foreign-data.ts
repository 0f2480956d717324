import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { advised } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { holderOfValue } from '../trace/settings/value-named.ts';
import { type Cause, RUNG } from './cause.ts';

export const foreignData: Cause = {
  id: 'foreign-data',
  title: 'its volume holds the data of another cluster',
  tier: 'environment',
  covers: ['vol.corrupt'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'data-foreign');
    if (!fact) return undefined;
    const { found, wants, path } = fact.fields;
    const fix = new WorkloadFix(subject, evidence);
    const told = holderOfValue(wants, settingsOf(subject, evidence));
    const mounted = path === undefined ? undefined : mountedFile(path, subject);
    const where = mounted ? `volume ${mounted.volume.name}` : (path ?? 'its data folder');
    const changed =
      told && !told.inFile
        ? changeSettings(
            `if these data are the right ones: let it be in their cluster, ${found}`,
            [{ setting: told.setting, to: (told.setting.written ?? wants).trim().slice(0, -wants.length) + found }],
            fix,
          )
        : undefined;
    return {
      summary: `container ${subject.container.name} refuses the data in ${where}, which belong to another cluster: they are of ${found}, and it is in ${wants}${told ? `, which ${placeOf(told.setting)} says` : ''}`,
      confidence: 'likely',
      object: settingObject(told?.setting, fix),
      proof: [
        logProof(subject, fact),
        ...present(told && settingProof(told.setting, told.setting.name, wants, subject)),
        attemptProof(subject),
      ],
      fixes: [
        ...present(changed),
        advised(
          `${changed ? 'else' : `if these data are the right ones: let it be in their cluster, ${found}; where other servers keep that id (ZooKeeper, the NameNode), bring back what they have lost; else`} give it an empty volume, and the data of ${found} are lost`,
        ),
      ],
      decides: 'which of the two clusters is the right one, and whether its other servers still have their data',
    };
  },
};
