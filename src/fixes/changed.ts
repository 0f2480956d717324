/** Back to what a ConfigMap or Secret held before somebody changed it. */
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import type { ConfigMap } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { appliedData } from '../trace/history/applied-data.ts';
import type { Change } from '../trace/history/changes.ts';
import { changeKeys, editKeys } from './change-keys.ts';
import { askedKey, type Values } from './keys.ts';
import { WorkloadFix } from './workload.ts';

/** Characters of the old values together; a longer command is no command to paste. */
const LONGEST = 4000;
/** Of a value that is a setting, not a file: such a one is asked for, a file is edited. */
const SETTING = 60;

/** Undefined where it was not told which keys were changed, and where there was nothing before: the pod had to wait for the object. */
export function changeFix(change: Change, subject: Subject, evidence: Evidence): Fix | undefined {
  const { sort, name, keys } = change;
  if (keys.length === 0 || (change.wasMade && wasMissed(change, subject))) return undefined;
  const map = sort === 'ConfigMap' ? valueOf(evidence.object('configmaps', subject.namespace, name)) : undefined;
  const { text, values } = applied(change, map) ?? asked(change, map) ?? edited(change);
  const fix = new WorkloadFix(subject, evidence);
  const what = `${text}, and start the pods anew`;
  return values ? changeKeys(what, change, values, fix) : editKeys(what, change, fix);
}

/** The kubelet has looked for it in vain: `Error: secret "db" not found`. */
const wasMissed = ({ sort, name }: Change, subject: Subject) =>
  subject.events('Failed', 'FailedMount').some(({ message = '' }) => message.includes(`${sort.toLowerCase()} "${name}" not found`));

interface Back {
  text: string;
  /** Undefined: the user edits them. */
  values?: Values;
}

/** Changed by other means than `kubectl apply`, `edit` or `replace`, which keep the annotation up to date. */
function applied(change: Change, map: ConfigMap | undefined): Back | undefined {
  const before = map ? appliedData(map) : {};
  const data = Object.fromEntries(
    change.keys.flatMap((key) => {
      const value = before[key];
      return value !== undefined && value !== map?.data?.[key] ? [[key, value]] : [];
    }),
  );
  if (Object.keys(data).length === 0 || JSON.stringify(data).length > LONGEST) return undefined;
  return {
    text: `put key ${Object.keys(data).join(', ')} of ConfigMap ${change.name} back to what was applied before the change`,
    values: data,
  };
}

/** One short value, or one that we may not see. */
function asked(change: Change, map: ConfigMap | undefined): Back | undefined {
  const { sort, name, keys } = change;
  const [key = ''] = keys;
  const now = map?.data?.[key];
  if (keys.length !== 1 || (sort === 'ConfigMap' && (now === undefined || now.length > SETTING || now.includes('\n')))) return undefined;
  const what = `what key ${key} of ${sort} ${name} was before the change${now === undefined ? '' : ` (it is ${now} now)`}`;
  return {
    text: `put key ${key} of ${sort} ${name} back to what it was before the change`,
    values: askedKey(sort, key, key, what),
  };
}

function edited({ sort, name, keys }: Change): Back {
  return { text: `look over key ${keys.join(', ')} of ${sort} ${name}` };
}
