/**
 * argv → Command. cli/tokenize.ts reads the arguments as kubectl reads them; yargs, which would read them otherwise
 * (`1e5` a number, `--no-exec` the flag exec), gets one `--flag=value` token each and holds what the flags are.
 */
import yargs, { type Options as Declaration } from 'yargs';
import { commandOf } from './cli/command-of.ts';
import { FLAGS } from './cli/flags.ts';
import { tokenize } from './cli/tokenize.ts';
import { COERCIONS, DEFAULTS, type Values } from './cli/values.ts';
import type { Command } from './command.ts';
import { UsageError } from './errors.ts';
import { help, oneDashTooFew, programName } from './help.ts';

/** `invokedAs`: how we were called (argv[1]); it decides the name in the help and in errors. Throws UsageError. */
export function parse(argv: readonly string[], env: Readonly<Record<string, string | undefined>>, invokedAs: string): Command {
  const program = programName(invokedAs);
  try {
    const { flags, words, wordsBeforeDashes } = tokenize(argv);
    const verb = wordsBeforeDashes > 0 ? words[0] : undefined;
    if (flags.get('help')?.includes('true') || verb === 'help') return { kind: 'help', text: help(program) };
    if (flags.get('version')?.includes('true')) return { kind: 'version' };
    return commandOf(valuesOf(flags), words, verb, env, program);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const meant = error.message.includes('did you mean') ? '' : oneDashTooFew(argv);
    throw new UsageError(`${error.message}${meant}\nsee '${program} --help'`);
  }
}

/** Answered before yargs is asked. */
const FIRST = ['help', 'version'];

function valuesOf(flags: ReadonlyMap<string, readonly string[]>): Values {
  // Only what was given is declared: each declaration costs yargs time at every start, and tokenize knows all names.
  const asked = FLAGS.filter(({ name }) => flags.has(name) && !FIRST.includes(name));
  const declared = asked.map(({ name, takes }): [string, Declaration] => [
    name,
    {
      // `nargs` keeps yargs from stripping quotes off a value. Not `array`, which drops empty ones: what is given twice is an array anyway.
      ...(takes === 'nothing' ? { boolean: true } : { string: true, nargs: 1 }),
      ...(COERCIONS[name] && { coerce: COERCIONS[name] }),
    },
  ]);
  const tokens = asked.flatMap(({ name }) => (flags.get(name) ?? []).map((value) => `--${name}=${value}`));
  // The directory only keeps yargs from asking for the current one, which may be gone.
  const read: unknown = yargs([], '/')
    .help(false)
    .version(false)
    .exitProcess(false)
    .detectLocale(false)
    .parserConfiguration({ 'boolean-negation': false, 'camel-case-expansion': false, 'dot-notation': false, 'parse-numbers': false })
    .updateStrings({ 'Arguments %s and %s are mutually exclusive': '--%s and --%s exclude each other' })
    .options(Object.fromEntries(declared))
    .conflicts('context', 'contexts')
    .strictOptions()
    .fail((message, error) => {
      throw error && error.name !== 'YError' ? error : new UsageError(message);
    })
    .parseSync(tokens);
  return { ...DEFAULTS, ...(read as Partial<Values>) };
}
