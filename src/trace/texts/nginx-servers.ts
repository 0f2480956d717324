/** The server blocks of nginx's files that ConfigMaps mount: where they listen, for which names, and what they answer to a path. */
import { escaped } from '../../escaped.ts';
import { fileOf, type Setting } from '../settings/settings.ts';

interface Location {
  path: string;
  isExact: boolean;
  /** It answers by itself, and well: return 200 (ngx_http_rewrite_module), stub_status. */
  isWell: boolean;
}

interface ServerBlock {
  names: string[];
  ports: number[];
  isDefault: boolean;
  closes: boolean;
  /** It listens on the loopback address alone; as it is written. */
  local: string | undefined;
  locations: Location[];
}

type Placed = ServerBlock & { setting: Setting };

export interface ClosingServer {
  setting: Setting;
  /** A name that another block of that port answers to. */
  other: string | undefined;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/;

/** An include takes the files of a folder in the order of their names (glob(3)). */
const blocksIn = (settings: readonly Setting[]): Placed[] =>
  settings
    .flatMap((setting) =>
      fileOf(setting) === undefined ? [] : serverBlocks(setting.written ?? '').map((block) => ({ ...block, setting })),
    )
    .sort((a, b) => (fileOf(a.setting) ?? '').localeCompare(fileOf(b.setting) ?? ''));

/**
 * What asks for no name of another block, as the kubelet does by the pod's address, gets the default block of its port: the one that says
 * so, or the first one. Undefined where the host that is asked for is a block's own.
 */
function defaultBlock(port: number | undefined, host: string | undefined, settings: readonly Setting[]) {
  const ofPort = blocksIn(settings).filter(({ ports }) => port === undefined || ports.includes(port));
  if (host !== undefined && ofPort.some(({ names }) => names.includes(host))) return undefined;
  const block = ofPort.find(({ isDefault }) => isDefault) ?? ofPort[0];
  return block && { block, others: ofPort.filter((one) => one !== block) };
}

const nameOf = ({ names }: ServerBlock | undefined = { names: [] } as never) => names.find((name) => NAME.test(name));

export function closingServer(port: number | undefined, host: string | undefined, settings: readonly Setting[]): ClosingServer | undefined {
  const found = defaultBlock(port, host, settings);
  if (!found?.block.closes) return undefined;
  return { setting: found.block.setting, other: nameOf(found.others.find((one) => !one.closes && nameOf(one) !== undefined)) };
}

export interface PathElsewhere {
  setting: Setting;
  /** The name under which another block of the port has the path; */
  host?: string;
  /** or a path of the same block that it answers well by itself. */
  path?: string;
}

const has = ({ locations }: ServerBlock, path: string) =>
  locations.some((one) => (one.isExact ? one.path === path : one.path !== '/' && path.startsWith(one.path)));

/** What nginx has in place of a path that its default block does not have. */
export function pathElsewhere(
  path: string,
  port: number | undefined,
  host: string | undefined,
  settings: readonly Setting[],
): PathElsewhere | undefined {
  const found = defaultBlock(port, host, settings);
  if (!found || has(found.block, path)) return undefined;
  const named = found.others.find((one) => nameOf(one) !== undefined && has(one, path));
  if (named) return { setting: named.setting, host: nameOf(named) as string };
  const well = found.block.locations.find((one) => one.isWell && one.path !== '/');
  return well && { setting: found.block.setting, path: well.path };
}

const LOCAL = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|\[::1\])(?=:|\s|$)/;

/** The file by which nginx listens on this port of the loopback address alone, and what it would have to say. */
export function localServer(port: number, settings: readonly Setting[]): { setting: Setting; listen: string; to: string } | undefined {
  const [first, ...more] = blocksIn(settings).filter(({ ports }) => ports.includes(port));
  const listen = first?.local;
  if (!first || listen === undefined || more.some(({ local }) => local === undefined)) return undefined;
  const open = listen.replace(LOCAL, '').replace(/^:/, '') || '80';
  const from = new RegExp(`(\\blisten\\s+)${escaped(listen)}(?=\\s*;)`, 'g');
  return { setting: first.setting, listen: `listen ${listen}`, to: (first.setting.written ?? '').replace(from, `$1${open}`) };
}

/** Where nginx listens by these files, if that is on one port alone. */
export function listenPort(settings: readonly Setting[]): { port: number; setting: Setting } | undefined {
  const [first, ...more] = blocksIn(settings).flatMap(({ ports, setting }) => ports.map((port) => ({ port, setting })));
  return first && more.every(({ port }) => port === first.port) ? first : undefined;
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
      local: listens.length > 0 && listens.every((words) => LOCAL.test(words)) ? listens[0] : undefined,
      locations: locationsIn(wholeBlock(plain, index + open.length)),
    };
  });
}

/** Expressions are not read. */
const locationsIn = (text: string): Location[] =>
  [...text.matchAll(/\blocation\s+(?:(=|\^~)\s*)?(\/[^\s{]{0,200})\s*\{/g)].map(({ index, 0: open, 1: sign, 2: path = '' }) => ({
    path,
    isExact: sign === '=',
    isWell: /\breturn\s+20[04]\b|\bstub_status\b/.test(ownLines(text, index + open.length)),
  }));

/** Up to the brace that closes it. */
function wholeBlock(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    depth += text[at] === '{' ? 1 : text[at] === '}' ? -1 : 0;
    if (depth < 0) return text.slice(from, at);
  }
  return text.slice(from);
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
