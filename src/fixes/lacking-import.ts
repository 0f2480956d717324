/** A module of the language's own library that a program uses and does not load, where a ConfigMap brings the program. */
import { valueOf } from '../evidence/evidence.ts';
import type { Fix } from '../report.ts';
import type { CodeInConfig } from '../trace/files/code-in-config.ts';
import { changeKey } from './change-keys.ts';
import type { WorkloadFix } from './workload.ts';

/** docs.python.org/3/library; of datetime the class may be meant as well. */
const PYTHON =
  /^(?:argparse|base64|collections|configparser|contextlib|csv|functools|glob|hashlib|io|itertools|json|logging|math|multiprocessing|os|pathlib|random|re|secrets|shutil|signal|socket|ssl|string|struct|subprocess|sys|tempfile|threading|time|traceback|uuid)$/;
/** nodejs.org/api. */
const NODE = /^(?:assert|child_process|cluster|crypto|dns|fs|http|https|net|os|path|readline|stream|tls|url|util|zlib)$/;

export function lackingImport(message: string | undefined, code: CodeInConfig | undefined, fix: WorkloadFix): Fix | undefined {
  const { evidence, subject } = fix;
  const [, python, node] = /^name '(\w{1,40})' is not defined\b|^(\w{1,40}) is not defined$/.exec(message ?? '') ?? [];
  const name = python ?? node ?? '';
  const isKnown = python === undefined ? NODE.test(name) : PYTHON.test(name);
  const text = code && valueOf(evidence.object('configmaps', subject.namespace, code.name))?.data?.[code.key];
  if (!code || !isKnown || text === undefined || !new RegExp(`(?<![\\w.])${name}\\.`).test(code.quote)) return undefined;
  // What is loaded under that name somewhere is lacking for another reason.
  if (new RegExp(`^[ \\t]*(?:import|from)[ \\t].*\\b${name}\\b|\\b(?:const|let|var)\\s+${name}\\b|\\b__future__\\b`, 'm').test(text))
    return undefined;
  const isModule = code.key.endsWith('.mjs') || /^(?:import\b.*\bfrom[ \t]|export[ \t])/m.test(text);
  const module = `'node:${name}'`;
  const line = python ? `import ${name}` : isModule ? `import ${name} from ${module};` : `const ${name} = require(${module});`;
  const at = placeFor(text);
  const better = `${text.slice(0, at)}${line}\n${text.slice(at)}`;
  return changeKey(`load it at the top of key ${code.key}: ${line}`, code, better, fix);
}

/** Before what is loaded already: what stands above that, a line for the kernel, a docstring or 'use strict', counts at the very top alone. */
const placeFor = (text: string): number =>
  /^(?:import|from)[ \t]|^(?:const|let|var)[ \t].*\brequire\(/m.exec(text)?.index ??
  /^(?:(?:#.*|\/\/.*|(['"])use strict\1;?[ \t]*|)\n)*/.exec(text)?.[0].length ??
  0;
