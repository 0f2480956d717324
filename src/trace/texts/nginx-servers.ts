/** The server blocks of nginx's files, and which of them closes a connection without an answer: return 444 (ngx_http_rewrite_module). */
import { fileOf, type Setting } from '../settings/settings.ts';

interface ServerBlock {
  names: string[];
  ports: number[];
  isDefault: boolean;
  closes: boolean;
}

export interface ClosingServer {
  setting: Setting;
  /** A name that another block of that port answers to. */
  other: string | undefined;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/;

/**
 * What asks for no name of another block, as the kubelet does by the pod's address, gets the default block of its port: the one that says
 * so, or the first one. An include takes the files of a folder in the order of their names (glob(3)).
 */
export function closingServer(port: number | undefined, host: string | undefined, settings: readonly Setting[]): ClosingServer | undefined {
  const blocks = settings.flatMap((setting) =>
    fileOf(setting) === undefined ? [] : serverBlocks(setting.written ?? '').map((block) => ({ ...block, setting })),
  );
  const ofPort = blocks
    .filter(({ ports }) => port === undefined || ports.includes(port))
    .sort((a, b) => (fileOf(a.setting) ?? '').localeCompare(fileOf(b.setting) ?? ''));
  if (host !== undefined && ofPort.some(({ names }) => names.includes(host))) return undefined;
  const found = ofPort.find(({ isDefault }) => isDefault) ?? ofPort[0];
  if (!found?.closes) return undefined;
  const other = ofPort.find((one) => !one.closes && one.names.some((name) => NAME.test(name)));
  return { setting: found.setting, other: other?.names.find((name) => NAME.test(name)) };
}

function serverBlocks(text: string): ServerBlock[] {
  const plain = text.replace(/#.*$/gm, '');
  return [...plain.matchAll(/\bserver\s*\{/g)].map(({ index, 0: open }) => {
    const body = ownLines(plain, index + open.length);
    const listens = [...body.matchAll(/\blisten\s+([^;{}]+);/g)].map(([, words = '']) => words);
    return {
      names: [...body.matchAll(/\bserver_name\s+([^;{}]+);/g)].flatMap(([, words = '']) => words.split(/\s+/).filter(Boolean)),
      // Where nothing is said, it is 80.
      ports: listens.length === 0 ? [80] : listens.map((words) => Number(/(?:^|:)(\d{1,5})(?=\s|$)/.exec(words)?.[1] ?? 80)),
      isDefault: listens.some((words) => /\bdefault_server\b/.test(words)),
      closes: /\breturn\s+444\s*;/.test(body),
    };
  });
}

/** What stands in the block itself, in no block within it. */
function ownLines(text: string, from: number): string {
  let depth = 0;
  let own = '';
  for (let at = from; at < text.length && depth >= 0; at++) {
    const sign = text[at] as string;
    if (depth === 0 && sign !== '{' && sign !== '}') own += sign;
    depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
  }
  return own;
}
