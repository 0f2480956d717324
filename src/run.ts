/** The story, from top to bottom: the arguments, the command, the report, the exit code. */
import type { Asked, Bundle } from './bundle/bundle.ts';
import type { Command, Diagnose, Options, Replay, Scan } from './command.ts';
import { KubectlError, UsageError } from './errors.ts';
import type { Stayed } from './live/staying.ts';
import type { OpenSession } from './open-session.ts';
import type { RenderOptions } from './render/options.ts';
import type { Report } from './report.ts';
import type { Cluster } from './scan/scan-command.ts';
import { NAME, VERSION } from './version.ts';
import type { World } from './world.ts';

/** All is well · something crashes, or cannot start, or never becomes ready · could not look. */
export const EXIT = { well: 0, trouble: 1, blind: 2 } as const;

export async function run(argv: readonly string[], invokedAs: string, world: World): Promise<number> {
  try {
    const words = wordsToComplete(argv, invokedAs);
    if (words) {
      const { complete } = await import('./completion/complete-command.ts');
      world.out(await complete(words, world));
      return EXIT.well;
    }
    const { parse } = await import('./cli.ts');
    return await carryOut(parse([...argv], world.env, invokedAs), world);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof KubectlError)) throw error;
    const [{ inert, printableText }, { Redactor }] = await Promise.all([import('./render/printable.ts'), import('./redact/redactor.ts')]);
    world.error(inert(`error: ${new Redactor().text(error.message).split('\n').map(printableText).join('\n')}\n`));
    return EXIT.blind;
  }
}

/** A shell asks: by our hidden command, or as kubectl does, by the name of the executable. */
function wordsToComplete(argv: readonly string[], invokedAs: string): readonly string[] | undefined {
  if (argv[0] === '__complete') return argv.slice(1);
  const file = invokedAs
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/\.\w+$/, '');
  return file === `kubectl_complete-${NAME}` ? argv : undefined;
}

async function carryOut(command: Command, world: World): Promise<number> {
  switch (command.kind) {
    case 'help':
      world.out(command.text);
      return EXIT.well;
    case 'version': {
      world.out(`${VERSION}\n`);
      return EXIT.well;
    }
    case 'explain': {
      const { explain } = await import('./explain.ts');
      world.out(explain(command.topic));
      return EXIT.well;
    }
    case 'completion': {
      const { completionScript } = await import('./completion/completion-script.ts');
      world.out(completionScript(command.shell));
      return EXIT.well;
    }
    case 'demo':
      return demonstrate(command, world);
    case 'diagnose':
    case 'replay':
      return diagnose(command, world);
    case 'scan':
      return scan(command, world);
  }
}

async function demonstrate({ name, container, options }: Extract<Command, { kind: 'demo' }>, world: World): Promise<number> {
  const [{ demoBundle }, { replaySession }] = await Promise.all([import('./demo.ts'), import('./open-session.ts')]);
  const bundle = demoBundle(name);
  await answer({ ...bundle.asked, ...(container ? { container } : {}) }, options, replaySession(bundle, undefined, world));
  return EXIT.well;
}

async function diagnose(command: Diagnose | Replay, world: World): Promise<number> {
  const { openBundle, openSession, replaySession } = await import('./open-session.ts');
  const { connection, options, container } = command;
  const bundle = options.from === undefined ? undefined : await openBundle(options.from, world);
  const session = bundle ? replaySession(bundle, connection.namespace, world) : await openSession(recorded(command, world.now()), world);
  const asked = command.kind === 'diagnose' ? askedBy(command) : { ...(bundle as Bundle).asked, ...(container ? { container } : {}) };
  return answer(asked, options, session, [{ session, context: undefined }], command.kind === 'diagnose' ? command : undefined);
}

async function scan(command: Scan, world: World): Promise<number> {
  const [{ openScan }, { openBundle, replaySession }] = await Promise.all([import('./scan/open-scan.ts'), import('./open-session.ts')]);
  const { connection, options } = command;
  const bundle = options.from === undefined ? undefined : await openBundle(options.from, world);
  const [first, ...others] = bundle
    ? [{ session: replaySession(bundle, connection.namespace, world), context: undefined }]
    : await openScan(command, world);
  return answer(askedToScan(command), options, first.session, [first, ...others]);
}

/** What is recorded goes to a file of its own, whether one was named or not. */
function recorded<C extends Diagnose | Replay>(command: C, now: number): C {
  if (command.kind !== 'diagnose' || !command.live.record || command.options.save !== undefined) return command;
  const time = new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return { ...command, options: { ...command.options, save: `crashloop-${command.targets[0]?.name ?? 'pods'}-${time}.json.gz` } };
}

const askedToScan = ({ connection: { allNamespaces }, selector, sinceMs }: Scan): Asked => ({
  kind: 'scan',
  ...(allNamespaces ? { allNamespaces } : {}),
  ...(selector ? { selector } : {}),
  ...(sinceMs === undefined ? {} : { sinceMs }),
});

const askedBy = ({ targets, selector, container }: Diagnose): Asked => ({
  kind: 'diagnose',
  targets,
  ...(selector ? { selector } : {}),
  ...(container ? { container } : {}),
});

/** The report, shown and kept. What was read before a failure is kept too. */
async function answer(
  asked: Asked,
  options: Options,
  session: OpenSession,
  clusters: readonly Cluster[] = [{ session, context: undefined }],
  command?: Diagnose,
): Promise<number> {
  const { isTerminal } = session.world;
  if (options.showSecrets && !(isTerminal && (options.output === 'text' || options.output === 'wide'))) {
    throw new UsageError(
      '--show-secrets shows them on a terminal alone, as text or wide: what goes to a file, a pipe or another form is read by others',
    );
  }
  if (options.fix !== undefined && options.output !== 'text' && options.output !== 'wide')
    throw new UsageError(`--fix shows the patch as text; leave out -o ${options.output}, or use -o wide`);
  const stays = command && Object.entries(command.live).some(([flag, value]) => flag !== 'healthyForMs' && value);
  let found: Stayed;
  try {
    found = stays
      ? await (await import('./live/stay.ts')).stay(command, asked, session, (now, own) => reportOn(now, own))
      : { report: withAttempts(await reportOn(asked, session, clusters), session), session, code: undefined };
  } catch (error) {
    if (error instanceof KubectlError) await session.save(asked);
    throw error;
  }
  const { report, session: last } = found;
  if (!report) return found.code ?? EXIT.blind;
  const offered = options.fix === undefined ? undefined : await (await import('./patch/offer-fix.ts')).offerFix(report, options, last);
  await show(offered ? { ...report, calls: [...report.calls, ...offered.calls] } : report, options, last);
  if (offered) last.world.out(offered.text(layoutOf(options, last)));
  const isKept = await last.save(found.asked ?? asked, report.attempts);
  return isKept && offered?.isWritten !== false ? (found.code ?? exitCodeOf(report)) : EXIT.blind;
}

const withAttempts = (report: Report, { attempts }: OpenSession): Report => (attempts ? { ...report, attempts } : report);

async function reportOn(
  asked: Asked,
  session: OpenSession,
  clusters: readonly Cluster[] = [{ session, context: undefined }],
): Promise<Report> {
  if (asked.kind === 'scan') {
    const { scanAll } = await import('./scan/scan-command.ts');
    return scanAll(asked, clusters, session.world);
  }
  const { diagnoseAll } = await import('./diagnose-command.ts');
  if (asked.selector === undefined) return diagnoseAll(asked, session, session.world);
  const { worstWith } = await import('./scan/worst-with.ts');
  const worst = await worstWith(asked.selector, session, session.world.now);
  // None is in trouble: how many there are, and what they are at.
  if (!worst) return reportOn({ kind: 'scan', selector: asked.selector }, session, clusters);
  return diagnoseAll({ ...asked, targets: [worst] }, session, session.world);
}

/** Trouble that was seen counts, even where not all could be seen; without any, only who saw all can say that all is well. */
function exitCodeOf({ pods, gaps = [] }: Report): number {
  if (pods.some(({ healthy }) => !healthy)) return EXIT.trouble;
  return gaps.length > 0 ? EXIT.blind : EXIT.well;
}

async function show(found: Report, options: Options, session: OpenSession): Promise<void> {
  const { world, redactor } = session;
  const [{ render }, { redactReport }] = await Promise.all([import('./render/index.ts'), import('./redact.ts')]);
  const report = options.showSecrets ? found : redactReport(found, redactor);
  const text = render(report, options.output, layoutOf(options, session));
  world.out(text === '' || text.endsWith('\n') ? text : `${text}\n`);
}

function layoutOf(options: Options, { world, shownAt }: OpenSession): RenderOptions {
  const { env, isTerminal, columns, platform } = world;
  const color =
    options.color === 'always' ||
    (options.color === 'auto' && !env['NO_COLOR'] && (Boolean(env['FORCE_COLOR']) || (isTerminal && env['TERM'] !== 'dumb')));
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  const unicode = platform === 'win32' || platform === 'darwin' || /utf-?8/i.test(locale);
  return {
    width: columns,
    color,
    unicode,
    now: shownAt(),
    showCommands: options.showCommands,
    ...(env['TZ'] ? { timeZone: env['TZ'] } : {}),
  };
}
