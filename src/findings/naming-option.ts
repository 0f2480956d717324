/** The option of a command line, or the line of a mounted file, that names a library for the program to load; and how it is taken out. */
import { changeSettings } from '../fixes/settings.ts';
import type { JsonPatch, WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import type { Fix } from '../report.ts';
import { fileOf, type Setting } from '../trace/settings/settings.ts';

export interface NamingOption {
  /** shared_preload_libraries, --loadmodule, load_module */
  name: string;
  /** As it is written: a line of a file, or the words. */
  text: string;
  setting: Setting;
  removed: Fix | undefined;
}

/** The only one that has it as its value, or as one item of it. */
export function namingOption(library: string, settings: readonly Setting[], fix: WorkloadFix): NamingOption | undefined {
  const words = settings.filter(({ place }) => place.kind === 'argument');
  return only([
    ...words.flatMap((setting, at) => inWords(library, setting, words[at - 1], fix) ?? []),
    ...settings.flatMap((setting) => inFile(library, setting, fix) ?? []),
  ]);
}

const takeOut = (name: string) => `take ${name} out: it starts without; or use an image that has the library`;

function inWords(library: string, setting: Setting, before: Setting | undefined, fix: WorkloadFix): NamingOption | undefined {
  const { place, written = '' } = setting;
  if (place.kind !== 'argument') return undefined;
  const at = (one: Setting) => (one.place.kind === 'argument' ? `${fix.containerPath}/${one.place.list}/${one.place.index}` : '');
  const [, option = '', value = written] = /^(-{0,2}[A-Za-z][\w.-]*)=(.*)$/s.exec(written) ?? [];
  const rest = without(library, value);
  if (rest === undefined) return undefined;
  const previous = before?.written ?? '';
  const isOpened = /^-{1,2}[A-Za-z][\w-]*$/.test(previous);
  if (option === '' && !isOpened) return undefined;
  const name = option || previous;
  // One word of `-c name=value`, or of `--name value`: both go.
  const pair = before && isOpened && !option.startsWith('-') ? [setting, before] : [setting];
  const operations: JsonPatch[] = rest
    ? [{ op: 'replace', path: at(setting), value: option ? `${option}=${rest}` : rest }]
    : pair.map((one) => ({ op: 'remove', path: at(one) }));
  const text = pair.length > 1 ? `${previous} ${written}` : written;
  return { name, text, setting, removed: fix.patchJson(takeOut(rest ? library : name), operations) };
}

function inFile(library: string, setting: Setting, fix: WorkloadFix): NamingOption | undefined {
  const { written } = setting;
  if (fileOf(setting) === undefined || written === undefined) return undefined;
  const lines = written.split('\n');
  const found = only(
    lines.flatMap((line, at) => {
      const [, head = '', name = '', value = '', tail = ''] =
        /^(\s*([A-Za-z][\w.-]*)(?:\s*=\s*|\s+)['"]?)([^'"#;]+?)(['"]?\s*;?\s*(?:#.*)?)$/.exec(line) ?? [];
      const rest = value === '' ? undefined : without(library, value);
      return rest === undefined ? [] : [{ at, name, text: line.trim(), line: rest ? `${head}${rest}${tail}` : undefined }];
    }),
  );
  if (!found) return undefined;
  const to = lines.flatMap((line, at) => (at === found.at ? (found.line ?? []) : line)).join('\n');
  const removed = changeSettings(takeOut(found.line === undefined ? found.name : library), [{ setting, to }], fix);
  return { name: found.name, text: found.text, setting, removed };
}

/** What is left of a list without this item; undefined where it is no item of it. A relative one (modules/x.so, x.so) belongs to the server's own folder. */
function without(library: string, value: string): string | undefined {
  const isIt = (item: string) => {
    // Apache puts the name of the module before it: LoadModule rewrite_module modules/mod_rewrite.so.
    const [, bare = ''] = /^(?:\w{1,100}_module\s{1,40})?['"]?([^'"\s]{1,400})['"]?$/.exec(item.trim()) ?? [];
    return bare === library || (/^[\w-]+\/./.test(bare) || /^[\w.-]+\.so$/.test(bare) ? library.endsWith(`/${bare}`) : false);
  };
  const items = value.split(',');
  return items.some(isIt) ? items.filter((item) => !isIt(item)).join(',') : undefined;
}
