/** envFrom takes its variables from an object that holds a whole file of them under one key: --from-file, where --from-env-file was meant. */
import { keysOf } from '../evidence/evidence.ts';
import { changeKeys } from '../fixes/change-keys.ts';
import { kubectl } from '../fixes/command.ts';
import { runCommands } from '../fixes/object.ts';
import { isPlain, readKey } from '../fixes/secret-key.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fix } from '../report.ts';
import type { Setting } from '../trace/settings/settings.ts';
import { assignmentIn, isListOfSettings } from '../trace/texts/shell-assignments.ts';

export interface FileInKey {
  /** For the end of a sentence that says that the variable is not set. */
  words: string;
  fix: Fix;
}

/** Each key is one variable, and its text the value (kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap). */
export function fileInKey(name: string, variables: readonly Setting[], fix: WorkloadFix): FileInKey | undefined {
  for (const { place, written } of variables) {
    const values = place.kind === 'configmap' && place.path === undefined ? valuesIn(written ?? '') : {};
    if (place.kind === 'configmap' && Object.hasOwn(values, name)) {
      const { object, key } = place;
      return {
        words: `; it stands in the text of key ${key} of ConfigMap ${object}, of which envFrom makes one variable called ${key}, with the whole file for a value`,
        fix: changeKeys(
          `give each line of key ${key} a key of its own (kubectl create configmap --from-env-file does so)`,
          { sort: 'ConfigMap', name: object },
          values,
          fix,
        ),
      };
    }
    if (place.kind === 'secret') {
      const found = inSecret(place.object, place.key, fix);
      if (found) return found;
    }
  }
  return undefined;
}

function valuesIn(text: string): Record<string, string> {
  if (!text.includes('=') || !isListOfSettings(text)) return {};
  return Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const one = assignmentIn(line);
      return one ? [[one.name, one.value.trim().replace(/^(["'])(.*)\1$/, '$2')]] : [];
    }),
  );
}

/** Its text is not read: the name of its only key tells what it most likely is. */
function inSecret(object: string, key: string, fix: WorkloadFix): FileInKey | undefined {
  const { evidence, subject } = fix;
  const { namespace } = subject;
  if (!/(?:^|[.-])env$|\.properties$/.test(key) || keysOf('Secret', object, namespace, evidence)?.length !== 1 || !isPlain(object, key))
    return undefined;
  const made = kubectl(evidence, namespace, [
    'create',
    'secret',
    'generic',
    object,
    '--from-env-file=/dev/stdin',
    '--dry-run=client',
    '-o',
    'yaml',
  ]);
  const line = `${readKey({ object, key }, namespace, evidence)} | base64 -d | ${made} | ${kubectl(evidence, namespace, ['replace', '-f', '-'])}`;
  return {
    words: `; Secret ${object}, from which envFrom takes variables, has ${key} alone, by its name a whole file of them: envFrom makes one variable of it`,
    fix: runCommands(`give each line of key ${key} a key of its own`, [line], fix, { again: true }),
  };
}
