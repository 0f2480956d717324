/** A file that a container fetches from a server of the cluster, which answers any path with its page, and the path under which it has the file. */
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastName } from '../kube/folder.ts';
import { only } from '../only.ts';
import type { Fix } from '../report.ts';
import type { FilledBy } from '../trace/files/filled-by.ts';
import { configFiles } from '../trace/files/mounted-file.ts';
import { serverAt } from '../trace/servers/server.ts';
import { pathOfSetting } from './asked-page.ts';

export interface FetchedPage {
  url: string;
  fix: Fix | undefined;
}

export function fetchedPage(
  { container, kind, line }: FilledBy,
  file: string,
  subject: Subject,
  evidence: Evidence,
): FetchedPage | 'pending' | undefined {
  const [url, host = ''] = /https?:\/\/(?:[^@/\s"']{0,200}@)?([\w.-]{1,253})(?::\d{1,5})?\/[^\s"'`$|;&)<>]{0,200}/.exec(line) ?? [];
  if (url === undefined) return undefined;
  const writer: Subject = { ...subject, container, kind };
  const asked = pathOfSetting(host, writer, evidence);
  const connection = {
    how: 'answered',
    host,
    port: undefined,
    ip: undefined,
    temporary: false,
    fact: undefined,
    waits: false,
    proof: { step: 'get', quote: line },
  } as const;
  const server = asked && serverAt(connection, writer, evidence);
  if (server === 'pending') return 'pending';
  const { pod, container: own, namespace } = server ?? {};
  const texts =
    pod && own && namespace ? configFiles({ pod, container: own, namespace }, evidence).map(({ text }) => valueOf(text) ?? '') : [];
  // As a location, an alias or a route of its own files names it.
  const paths = texts
    .flatMap((text) => text.match(/(?<![\w.:/-])\/[\w@%+./-]{1,200}/g) ?? [])
    .filter((path) => lastName(path) === lastName(asked?.path ?? file));
  const other = only([...new Set(paths)]);
  if (!asked || other === undefined || other === asked.path) return { url, fix: undefined };
  const change = { setting: asked.setting, to: asked.with(other) };
  return { url, fix: changeSettings(`fetch ${other}, which the server's own files name`, [change], new WorkloadFix(writer, evidence)) };
}
