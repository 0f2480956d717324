/** The JSON that a server of this cluster serves out of a ConfigMap, where an address leads to that very file. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { parseBounded } from '../../json-bounds.ts';
import { isRecord } from '../../kube/fit.ts';
import { only } from '../../only.ts';
import { type ConfigFile, configFiles } from '../files/mounted-file.ts';
import type { AskedAddress } from '../network/asked-address.ts';
import { serverAt, serverSubject } from './server.ts';

export interface ServedJson {
  file: ConfigFile;
  text: string;
  /** Of its outermost object. */
  names: string[];
  behind: Subject;
}

export function servedJson(
  { url, host, port, path }: AskedAddress,
  subject: Subject,
  evidence: Evidence,
): ServedJson | 'pending' | undefined {
  if (!path.endsWith('.json')) return undefined;
  const proof = { step: 'get', quote: url };
  const connection = {
    how: 'answered',
    host,
    port,
    ip: undefined,
    temporary: false,
    fact: undefined,
    waits: false,
    proof,
  } as const;
  const server = serverAt(connection, subject, evidence);
  if (server === 'pending') return 'pending';
  const behind = serverSubject(server, evidence);
  const file = behind && only(configFiles(behind, evidence).filter((one) => one.path.endsWith(path)));
  const text = file && valueOf(file.text);
  if (!behind || !file || text === undefined) return undefined;
  try {
    const value = parseBounded(text);
    return isRecord(value) ? { file, text, names: Object.keys(value), behind } : undefined;
  } catch {
    return undefined;
  }
}
