/** An address on the command line of a Python server, which takes it for the module of its application. */
import { lastName } from '../../kube/folder.ts';
import type { Container } from '../../kube/shapes.ts';

export interface AddressForModule {
  program: string;
  list: 'command' | 'args';
  index: number;
  address: string;
  /** The same as the program takes it. */
  options: string[];
}

/** The options by which they are told an address (gunicorn, hypercorn --help; uvicorn --help). */
const OPTIONS: Readonly<Record<string, (host: string, port: string) => string[]>> = {
  gunicorn: (host, port) => ['--bind', `${host}:${port}`],
  hypercorn: (host, port) => ['--bind', `${host}:${port}`],
  uvicorn: (host, port) => ['--host', host || '0.0.0.0', '--port', port],
};
const ADDRESS = /^(\d{1,3}(?:\.\d{1,3}){3}|localhost|):(\d{1,5})$/;

/** `module`: what could not be loaded, which is what stands before the colon, or the first part of it. */
export function addressForModule(module: string, { command = [], args = [] }: Container): AddressForModule | undefined {
  const words = [...command, ...args];
  const program = words.map(lastName).find((word) => OPTIONS[word]);
  const at = words.findIndex((word, index) => ADDRESS.test(word) && !words[index - 1]?.startsWith('-'));
  const [address = '', host = '', port = ''] = ADDRESS.exec(words[at] ?? '') ?? [];
  if (program === undefined || at < 0 || (host !== module && host.split('.')[0] !== module)) return undefined;
  const list = at < command.length ? 'command' : 'args';
  const options = OPTIONS[program]?.(host, port) ?? [];
  return { program, list, index: list === 'command' ? at : at - command.length, address, options };
}
