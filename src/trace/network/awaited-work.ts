/** What a waiting command asks a database or the API server for again and again: a table, or a Job; read from its words. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { imageName } from '../../kube/image.ts';
import { commandLine } from '../../kube/pod.ts';
import { startText } from '../programs/start-text.ts';

export interface AwaitedWork {
  tables: string[];
  jobs: string[];
}

/** select 1 from products; to_regclass('public.products'); table_name = 'products'. */
const TABLE =
  /\bselect\b[^;"|]{0,200}?\bfrom\s{1,4}\\?["'`[]?(?:[a-z_]\w{0,60}\.)?([a-z_]\w{0,100})|\bto_regclass\(\s?\\?'(?:[a-z_]\w{0,60}\.)?([a-z_]\w{0,100})|\btable_?name\s{0,2}=\s{0,2}\\?'([a-z_]\w{0,100})/gi;
/** Tables of the servers themselves. */
const OF_SERVER = /^(?:pg_\w+|information_schema|tables|columns|dual|generate_series|mysql|sqlite_master|version|now)$/i;
/** kubectl wait --for=condition=complete job/migrate; kubectl get job migrate; wait_for.sh job-wr migrate (groundnuty/k8s-wait-for). */
const JOB = /(?<![\w.-])jobs?(?:\.batch|-w[er])?[/ ]([a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?)/g;
/** What is done to a Job, or said of it, is no wait for it. */
const CHANGES = /\b(?:delete|create|apply|patch|replace|annotate|label|echo|printf)\b/;
const statementUpTo = (text: string, at: number) =>
  text
    .slice(0, at)
    .split(/[\n;|&]/)
    .at(-1) ?? '';

export function awaitedWork(subject: Subject, evidence: Evidence): AwaitedWork {
  const text = (startText(subject, evidence)?.text ?? commandLine(subject.container).join(' ')).slice(0, 4000);
  const tables = [...text.matchAll(TABLE)].flatMap(([, one, two, three]) => one ?? two ?? three ?? []);
  const jobs =
    /\bkubectl\b|\bwait_for\.sh\b/.test(text) || imageName(subject.container.image ?? '') === 'k8s-wait-for'
      ? [...text.matchAll(JOB)].filter(({ index }) => !CHANGES.test(statementUpTo(text, index))).map(([, name = '']) => name)
      : [];
  return { tables: [...new Set(tables)].filter((table) => !OF_SERVER.test(table)), jobs: [...new Set(jobs)] };
}
