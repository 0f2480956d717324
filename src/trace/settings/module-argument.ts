/** The word after -m in a container's command or args, which names the module that Python runs. */
import type { Container } from '../../kube/shapes.ts';
import { nearest } from '../objects/references.ts';

export interface ModuleArgument {
  list: 'command' | 'args';
  index: number;
  /** The module that was likely meant. */
  meant: string | undefined;
}

/** Modules that are run so: of Python itself (docs.python.org/3/library/cmdline.html), and of its servers and tools. */
const RUN = [
  'http.server',
  'json.tool',
  'unittest',
  'venv',
  'pip',
  'zipfile',
  'zipapp',
  'asyncio',
  'sqlite3',
  'timeit',
  'cProfile',
  'pdb',
  'compileall',
  'gunicorn',
  'uvicorn',
  'hypercorn',
  'flask',
  'django',
  'celery',
  'alembic',
  'pytest',
  'streamlit',
  'waitress',
  'daphne',
  'rq',
  'dramatiq',
  'huey',
];

export function moduleArgument(module: string, { command = [], args = [] }: Container): ModuleArgument | undefined {
  const words = [...command, ...args];
  const at = words.findIndex((word, index) => word === module && words[index - 1] === '-m');
  if (at < 0) return undefined;
  const meant = RUN.includes(module) ? undefined : nearest(module, RUN);
  return { ...(at < command.length ? { list: 'command', index: at } : { list: 'args', index: at - command.length }), meant };
}
