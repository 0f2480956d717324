/** The list of pods, page by page; the next page is asked for before this one is looked at. */

import type { Answer, Kubectl } from '../cluster/port.ts';
import type { Failure } from '../errors.ts';
import type { Gap } from '../evidence/evidence.ts';
import { path } from '../kube/paths.ts';
import { type Page, readPage, tokenOf } from './read-page.ts';

/** Twice kubectl's own --chunk-size: each page costs the start of a process. */
const PAGE = 1000;
/** Bytes of a page that are kept: 128 kB a pod. */
const BYTES = 128 * 1024 * 1024;

export interface Place {
  /** Undefined: all of them. */
  namespace: string | undefined;
  selector: string | undefined;
}

export interface Reader {
  page: (page: Page) => void;
  /** All that was read so far is void: the list begins anew. */
  restart: () => void;
}

const ONLY = 'status.phase!=Succeeded';

export const isPageOfScan = ([, flag, url = '']: readonly string[]) =>
  flag === '--raw' && url.includes(`fieldSelector=${encodeURIComponent(ONLY)}`);

/** What could not be read, if anything; what was read before it stays. */
export async function listPods(
  kubectl: Kubectl,
  { namespace, selector }: Place,
  deadline: number,
  clock: () => number,
  reader: Reader,
): Promise<Gap | undefined> {
  const ask = (token: string | undefined) => {
    const url = path('pods', namespace, undefined, { limit: PAGE, fieldSelector: ONLY, labelSelector: selector, continue: token });
    const args = ['get', '--raw', url];
    return { args, answer: kubectl(args, { timeout: Math.max(1, deadline - clock()), bytes: BYTES }) };
  };
  let mayRestart = true;
  let flaw: Gap | undefined;
  for (let asked = ask(undefined); ; ) {
    const { args } = asked;
    const answer = await asked.answer;
    if (isExpired(answer) && mayRestart) {
      mayRestart = false;
      reader.restart();
      asked = ask(undefined);
      continue;
    }
    if (answer.failure) return { step: 'get pods', failure: answer.failure, args };
    const early = answer.cut ? undefined : tokenOf(answer.stdout);
    const ahead = early === undefined || clock() >= deadline ? undefined : ask(early);
    const page = answer.cut ? undefined : readPage(answer.stdout);
    if (!page) return { step: 'get pods', failure: unreadable(answer), args };
    reader.page(page);
    if (page.broken > 0)
      flaw = { step: 'get pods', failure: { kind: 'bad-answer', message: `${page.broken} of ${page.count} items are no whole Pod` }, args };
    if (page.next === undefined) return flaw;
    if (clock() >= deadline)
      return { step: 'get pods', failure: { kind: 'timeout', message: 'the time was up before all pods were read' }, args };
    asked = ahead && early === page.next ? ahead : ask(page.next);
  }
}

/** The snapshot that the token belongs to is gone from the store: 410 (apiserver pkg/storage/etcd3 handleCompactedErrorForPaging). */
const isExpired = ({ failure }: Answer) =>
  failure !== undefined && /\((?:Expired|Gone)\)|continue parameter is too old/.test(failure.message);

function unreadable({ cut, bytes, stdout }: Answer): Failure {
  if (cut) return { kind: 'too-large', message: `the answer has more than ${bytes} bytes` };
  return { kind: 'bad-answer', message: `the answer is no list of pods: ${stdout.trim().split('\n', 1)[0]?.slice(0, 120) || 'empty'}` };
}
