/** The word of a container's command or args that names the module that Python runs (-m MODULE), or that its server loads (MODULE:NAME). */
import { escaped } from '../../escaped.ts';
import type { Container } from '../../kube/shapes.ts';
import { nearest } from '../../nearest.ts';
import { shellLine } from '../programs/shell-line.ts';

export interface ModuleArgument {
  list: 'command' | 'args';
  index: number;
  /** The module that was likely meant. */
  meant: string | undefined;
  /** The option that names it, where the program does without: -k gevent. It may be one word with it. */
  option?: string;
  /** As gunicorn, uvicorn and hypercorn take it: app:app, app:create_app(). */
  application: string | undefined;
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

/** Options of Python's servers that load a module which need not be installed: workers, event loops, parsers. */
const WITH_MODULE = /^(?:-k|--worker-class|--loop|--http|--ws)$/;
const afterOption = (word: string): string => {
  const [option = '', value = ''] = word.split('=', 2);
  return WITH_MODULE.test(option) ? value : '';
};
/** The outermost package of uvicorn.workers.UvicornWorker. */
const pathOf = (name: string) => name.split('.')[0];

const SERVER = /^(?:\S*\/)?(?:gunicorn|uvicorn|hypercorn|daphne|waitress-serve|granian)$/;

export function moduleArgument(module: string, container: Container): ModuleArgument | undefined {
  const { command = [], args = [] } = container;
  const words = [...command, ...args];
  const place = (at: number) =>
    at < command.length ? ({ list: 'command', index: at } as const) : ({ list: 'args', index: at - command.length } as const);
  const at = words.findIndex((word, index) => word === module && words[index - 1] === '-m');
  // -m wants a module's name, not that of its file.
  const meant = /^\w[\w.]*\.py$/.test(module) ? module.slice(0, -3) : nearest(module, RUN);
  if (at >= 0) return { ...place(at), meant: RUN.includes(module) ? undefined : meant, application: undefined };
  // A dot where servers want the colon between a module and its application.
  const dotted = words.some((word) => SERVER.test(word)) ? words.findIndex((word, index) => index > 0 && word === module) : -1;
  if (dotted >= 0 && /^\w+(?:\.\w+)+$/.test(module))
    return { ...place(dotted), meant: module.replace(/\.(\w+)$/, ':$1'), application: undefined };
  // Python misses the outermost package of a path.
  const form = new RegExp(`^${escaped(module)}(?:\\.\\w{1,80}){0,9}:[A-Za-z_]\\w{0,80}(?:\\(\\S{0,80}\\))?$`);
  const own = words.findIndex((word) => form.test(word));
  if (own >= 0) return { ...place(own), meant: undefined, application: words[own] };
  // flask --app app, flask --app /srv/app.py, celery -A shop.
  const file = new RegExp(`^(?:\\S{0,200}/)?${escaped(module)}(?:\\.py)?(?::\\w{1,80}(?:\\(\\S{0,80}\\))?)?$`);
  const given = words.findIndex((word, index) => /^(?:--app|-A)$/.test(words[index - 1] ?? '') && file.test(word));
  if (given >= 0) return { ...place(given), meant: undefined, application: words[given] };
  const chosen = words.findIndex((word, index) => pathOf(WITH_MODULE.test(words[index - 1] ?? '') ? word : afterOption(word)) === module);
  if (chosen >= 0) {
    const option = (words[chosen] as string).startsWith('-') ? (words[chosen] as string).split('=')[0] : words[chosen - 1];
    return { ...place(chosen), meant: undefined, application: undefined, ...(option === undefined ? {} : { option }) };
  }
  const line = shellLine(container);
  const application = line?.line.split(/[\s"';]+/).find((word) => form.test(word));
  return line && application !== undefined ? { list: line.list, index: line.index, meant: undefined, application } : undefined;
}
