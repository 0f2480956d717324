/** The story, from top to bottom: the arguments, the command, the report, the exit code. */
import type { Command, Options } from './command.ts';
import { KubectlError, UsageError } from './errors.ts';
import type { Report } from './report.ts';
import type { World } from './world.ts';

/** All is well · something crashes, or cannot start, or never becomes ready · could not look. */
export const EXIT = { well: 0, trouble: 1, blind: 2 } as const;

export async function run(argv: readonly string[], invokedAs: string, world: World): Promise<number> {
  try {
    const { parse } = await import('./cli.ts');
    return await carryOut(parse([...argv], world.env, invokedAs), world);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof KubectlError)) throw error;
    const { printableText } = await import('./render/printable.ts');
    world.error(`error: ${error.message.split('\n').map(printableText).join('\n')}\n`);
    return EXIT.blind;
  }
}

async function carryOut(command: Command, world: World): Promise<number> {
  switch (command.kind) {
    case 'help':
      world.out(command.text);
      return EXIT.well;
    case 'version': {
      const { VERSION } = await import('./version.ts');
      world.out(`${VERSION}\n`);
      return EXIT.well;
    }
    case 'explain': {
      const { explain } = await import('./explain.ts');
      world.out(explain(command.topic));
      return EXIT.well;
    }
    case 'demo': {
      const { demoReport } = await import('./demo.ts');
      const { report, now } = await demoReport(command.name, world);
      await show(report, command.options, { ...world, now: () => now });
      return EXIT.well;
    }
    case 'diagnose': {
      const [{ diagnoseAll, handedFlags }, { namespaceFor }] = await Promise.all([import('./diagnose-command.ts'), import('./namespace.ts')]);
      const { connection, options } = command;
      const deadline = world.now() + options.timeoutMs;
      const [kubectl, namespace] = await Promise.all([world.openKubectl({ asked: options.kubectl, connection: connection.args }), namespaceFor(connection, world)]);
      const report = await diagnoseAll(command, { kubectl, namespace, flags: handedFlags(connection), deadline, mayExec: options.exec }, world);
      await show(report, options, world);
      return exitCodeOf(report);
    }
    default:
      throw new UsageError(`${command.kind} is not available in this version`);
  }
}

export const exitCodeOf = ({ pods }: Report) => (pods.some(({ healthy }) => !healthy) ? EXIT.trouble : EXIT.well);

async function show(report: Report, options: Options, { env, now, out, isTerminal, columns, platform }: World): Promise<void> {
  const { render } = await import('./render/index.ts');
  const color = options.color === 'always' || (options.color === 'auto' && !env['NO_COLOR'] && (Boolean(env['FORCE_COLOR']) || (isTerminal && env['TERM'] !== 'dumb')));
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  const unicode = platform === 'win32' || platform === 'darwin' || /utf-?8/i.test(locale);
  const text = render(report, options.output, { width: columns, color, unicode, now: now(), showCommands: options.showCommands, ...(env['TZ'] ? { timeZone: env['TZ'] } : {}) });
  out(text === '' || text.endsWith('\n') ? text : `${text}\n`);
}
