import { decidedBy } from '../evidence/end.ts';
import { type Evidence, keysOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import { advised } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const settingNamesFolder: Cause = {
  id: 'setting-names-folder',
  title: 'a setting names a folder where the program wants a file',
  tier: 'kubernetes',
  covers: ['cfg.bad-value', 'cfg.mountpath-wrong'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'is-directory');
    if (!fact) return undefined;
    const { container, namespace } = subject;
    // EISDIR of read(2) comes without a path: then the only setting that names such a folder is meant.
    const path = fact.fields.path && bare(fact.fields.path);
    const named = settingsOf(subject, evidence).flatMap((setting) => {
      if (WANTS_FOLDER.test(setting.name ?? setting.written ?? '')) return [];
      const isFile = setting.place.kind === 'configmap' && setting.name === undefined;
      // --config=/etc/app: the path alone.
      const value = isFile ? undefined : bare((setting.value ?? '').trim().replace(OPTION, ''));
      const mounted = value?.startsWith('/') && (path === undefined || path === value) ? mountedFile(value, subject) : undefined;
      return value && mounted?.source && mounted.source.key === undefined ? [{ setting, value, ...mounted, source: mounted.source }] : [];
    });
    const [found] = named;
    if (!found) return path === undefined ? undefined : elsewhere(path, fact, subject, evidence);
    if (named.length > 1) return undefined;
    const { setting, value, mount, volume, source } = found;
    const items = (volume.configMap ?? volume.secret)?.items?.map((item) => item.path);
    const files = items ?? keysOf(source.kind, source.name, namespace, evidence);
    const fix = new WorkloadFix(subject, evidence);
    const [file] = files ?? [];
    const change =
      file !== undefined && files?.length === 1
        ? changeSettings(
            `name the file, ${value}/${file}`,
            [{ setting, to: `${OPTION.exec(setting.value ?? '') ?? ''}${value}/${file}` }],
            fix,
          )
        : undefined;
    const what = setting.name ?? 'an argument';
    return {
      summary: `container ${container.name} is told to read ${value}${setting.name ? ` by ${setting.name}` : ''}, which is a directory: volume ${mount.name} (${source.kind} ${source.name}) is mounted there${files ? `, with ${files.join(', ') || 'no file'} in it` : ''}; ${what} has to name a file`,
      confidence: path === undefined ? 'likely' : 'certain',
      object: fix.containerObject(setting.name ? `env[${setting.name}]` : 'args'),
      proof: [
        logProof(subject, fact),
        specProof(subject, setting.name ? `env ${setting.name}` : 'args', setting.value ?? value),
        specProof(subject, 'volumeMounts', `${mount.name} at ${mount.mountPath}`),
        attemptProof(subject),
      ],
      fixes: change ? [change] : [advised(`let ${placeOf(setting)} name one of its files`)],
      decides: 'the path that it opened, which its log does not tell',
    };
  },
};

/** A folder of the image, or of a volume that the program fills itself: nobody can see what is in it. */
function elsewhere(path: string, fact: Fact, subject: Subject, evidence: Evidence): Match | undefined {
  const { container } = subject;
  const setting = only(
    settingsOf(subject, evidence).filter(
      ({ name, written, value, place }) =>
        (place.kind !== 'configmap' || name !== undefined) &&
        !WANTS_FOLDER.test(name ?? written ?? '') &&
        !HOLDS_MANY.test(name ?? '') &&
        bare((value ?? '').trim().replace(OPTION, '')) === path,
    ),
  );
  if (!setting) return undefined;
  const mounted = mountedFile(path, subject);
  const fix = new WorkloadFix(subject, evidence);
  return {
    summary: `container ${container.name} opens ${path} as a file, as ${placeOf(setting)} names it, and it is a directory${mounted ? ` in volume ${mounted.volume.name}` : ''}`,
    confidence: 'likely',
    object: settingObject(setting, fix),
    proof: [logProof(subject, fact), settingProof(setting, undefined, undefined, subject), attemptProof(subject)],
    fixes: present(
      askedSetting(
        `let ${placeOf(setting)} name a file`,
        setting,
        { name: setting.name ?? 'FILE', refused: path, what: 'the path of the file' },
        fix,
      ),
    ),
    decides: `whether ${path} is to be a file, or ${placeOf(setting)} is to name one in it: ls -la ${path}`,
  };
}

/** CONFIG_DIR, --cert-folder=…: it is to name a folder, and what the program puts behind it is at fault. */
const WANTS_FOLDER = /(?:^|[\W_])(?:dirs?|directory|folders?|home|root)(?:=|$)|(?<=[a-z])(?:Dir|Directory|Folder|Home|Root)(?:=|$)/i;

/** UPLOADS, DATA_PATH: most likely a folder, too. */
const HOLDS_MANY =
  /(?:^|_)(?:DATA|UPLOADS?|STORAGE|WORK_?SPACE|CACHE|LOGS|TE?MP|OUTPUTS?|INPUTS?|MOUNT|VOLUME|STATIC|MEDIA|ASSETS|IMAGES|FILES)(?:_(?:PATH|LOCATION))?$/i;

const OPTION = /^--?[\w.-]{1,60}=(?=\/)/;

const bare = (path: string) => path.replace(/(?<=.)\/+$/, '');
