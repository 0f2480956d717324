import { decidedBy } from '../evidence/end.ts';
import { keysOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { advised } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const settingNamesFolder: Cause = {
  id: 'setting-names-folder',
  title: 'a setting names a mounted folder where the program wants a file in it',
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
    if (!found || named.length > 1) return undefined;
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

/** CONFIG_DIR, --cert-folder=…: it is to name a folder, and what the program puts behind it is at fault. */
const WANTS_FOLDER = /(?:^|[\W_])(?:dirs?|directory|folders?|home|root)(?:=|$)|(?<=[a-z])(?:Dir|Directory|Folder|Home|Root)(?:=|$)/i;

const OPTION = /^--?[\w.-]{1,60}=(?=\/)/;

const bare = (path: string) => path.replace(/(?<=.)\/+$/, '');
