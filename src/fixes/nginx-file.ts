/** What nginx refuses for where the text lies, or for a variable that it does not know: the file is put right, or in its place. */
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { folderPath, parentOf } from '../kube/folder.ts';
import { commandLine } from '../kube/pod.ts';
import type { VolumeMount } from '../kube/shapes.ts';
import type { ConfigFault, Fact } from '../logs/fact.ts';
import { only } from '../only.ts';
import type { Fix } from '../report.ts';
import { configFiles, mountedFile } from '../trace/files/mounted-file.ts';
import { type Source, UNKNOWN_VARIABLE } from '../trace/texts/config-source.ts';
import { belongsTo, MAIN_FILE, SITES } from '../trace/texts/nginx-context.ts';
import { unexpanded } from '../trace/texts/nginx-variable.ts';
import { changeKey, changeKeys } from './change-keys.ts';
import { mountPath } from './mount.ts';
import type { WorkloadFix } from './workload.ts';

interface Place {
  /** For the sentence that says what is wrong. */
  what: string;
  fix(fix: WorkloadFix): Fix;
}

export function nginxPlace(source: Source, fact: Fact, subject: Subject, evidence: Evidence): Place | undefined {
  return exchanged(source, fact, subject, evidence) ?? placeOf(source, fact, subject) ?? variableIn(source, fact, subject, evidence);
}

/** A site in the place of the whole configuration, which another key of the same ConfigMap holds. */
function exchanged({ name, key, path, text }: Source, { fields, quote }: Fact, subject: Subject, evidence: Evidence): Place | undefined {
  const { detail = quote } = fields as ConfigFault;
  if (text === undefined || path !== MAIN_FILE || !/is not allowed here/.test(detail) || belongsTo(text) !== 'http') return undefined;
  const whole = only(
    configFiles(subject, evidence).flatMap((file) => {
      const other = file.name === name && file.key !== key ? valueOf(file.text) : undefined;
      return other !== undefined && belongsTo(other) === 'main' ? [{ key: file.key, text: other }] : [];
    }),
  );
  return (
    whole && {
      what: `the texts of keys ${key} and ${whole.key} are exchanged: what is mounted as ${MAIN_FILE} is a site, and ${whole.key} holds the whole configuration`,
      fix: (fix) =>
        changeKeys(
          `exchange the texts of keys ${key} and ${whole.key}`,
          { sort: 'ConfigMap', name },
          { [key]: whole.text, [whole.key]: text },
          fix,
        ),
    }
  );
}

/**
 * nginx refuses a directive for where it stands: it may be the file that stands in the wrong place, a whole configuration in a folder
 * whose files nginx includes within http, or a site in the place of the whole configuration.
 */
function placeOf({ key, path, text, beside }: Source, { fields, quote }: Fact, subject: Subject): Place | undefined {
  const { detail = quote } = fields as ConfigFault;
  if (text === undefined || !/is not allowed here/.test(detail)) return undefined;
  const context = belongsTo(text);
  const mount = mountedFile(path, subject)?.mount;
  if (!mount || namesFile(subject)) return undefined;
  if (context === 'main' && path.startsWith(`${SITES}/`) && !mountedFile(MAIN_FILE, subject))
    return {
      what: `the key is a whole configuration, which nginx reads from ${MAIN_FILE}; what lies in ${SITES} it includes within the http block of that`,
      fix: (fix) => moved(fix, mount, key, MAIN_FILE, beside),
    };
  if (context === 'http' && path === MAIN_FILE && (mount.subPath !== undefined || mount.mountPath === '/etc/nginx'))
    return {
      what: `the key is a site, which belongs within an http block; ${MAIN_FILE} is the whole configuration, and that of the image includes what lies in ${SITES}`,
      fix: (fix) => moved(fix, mount, key, `${SITES}/default.conf`, []),
    };
  return undefined;
}

/**
 * Files that are mounted over nginx's own folder: sites go where the image's own configuration includes them, and a whole configuration
 * takes the place of that file alone. `texts`: by their keys.
 */
export function besideMainFile(fix: WorkloadFix, mount: VolumeMount, texts: ReadonlyMap<string, string>): Fix | undefined {
  const contexts = [...texts].map(([key, text]) => ({ key, context: belongsTo(text) }));
  if (
    folderPath(mount.mountPath) !== parentOf(MAIN_FILE) ||
    contexts.length === 0 ||
    mountedFile(`${SITES}/x`, fix.subject)?.mount !== mount
  )
    return undefined;
  if (contexts.every(({ context }) => context === 'http'))
    return fix.patchJson(`mount it at ${SITES}, from which the image's own ${MAIN_FILE} takes its sites`, [
      { op: 'replace', path: `${mountPath(fix, mount)}/mountPath`, value: SITES },
    ]);
  const main = only(contexts.filter(({ context }) => context === 'main'))?.key;
  return main === undefined
    ? undefined
    : moved(
        fix,
        mount,
        main,
        MAIN_FILE,
        [...texts.keys()].filter((key) => key !== main),
      );
}

/** nginx -c FILE. */
const namesFile = ({ container }: Subject) => /\bnginx\b[^;&|]*\s-c\s*\S/.test(commandLine(container).join(' '));

/** The file at this path; the other files of a folder that it was mounted with stay in that folder. */
function moved(fix: WorkloadFix, mount: VolumeMount, key: string, path: string, beside: readonly string[]): Fix {
  const others = mount.subPath === undefined ? beside : [];
  return fix.patchJson(`mount key ${key} at ${path}, as this one file`, [
    { op: 'replace', path: mountPath(fix, mount), value: { ...mount, mountPath: path, subPath: mount.subPath ?? key } },
    ...others.map((other) => ({
      op: 'add' as const,
      path: `${fix.containerPath}/volumeMounts/-`,
      value: { ...mount, mountPath: `${SITES}/${other}`, subPath: other },
    })),
  ]);
}

/** What nginx takes for a variable of its own is one of the environment. */
function variableIn({ name, key, text }: Source, { phrase, fields }: Fact, subject: Subject, evidence: Evidence): Place | undefined {
  const { token = '' } = fields as ConfigFault;
  const found = phrase === UNKNOWN_VARIABLE && text ? unexpanded(text, token, subject, evidence) : undefined;
  if (!found) return undefined;
  const { variable, expanded } = found;
  return {
    what: `env ${variable.name} is there, but nginx puts no variables of the environment into its files (the official image does so with /etc/nginx/templates/*.template)`,
    fix: (fix) =>
      expanded
        ? changeKey(`write the value of ${variable.name} into ${key}`, { name, key }, expanded, fix)
        : fix.edit(
            `mount ${key} as /etc/nginx/templates/${key}.template instead, where the image has such templates, or write the value into it`,
          ),
  };
}
