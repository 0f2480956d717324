/** How the consoles of PHP's frameworks lay out an exception: in lines of its own, between blank ones. */
import { isBlank, type ReadTrace, type Row, type Section, type Trace } from './trace.ts';

const TYPE = /^ {2,3}((?:\w{1,80}\\){0,8}\w{0,80}(?:Exception|Error)) *$/;
const AT = /^ {2}at (\S{1,300}):(\d{1,7})$/;
const IN = /^In (\S{1,200}\.php) line (\d{1,7}):$/;

const traceOf = (start: number, end: number, sections: Section[]): Trace => ({
  runtime: 'php',
  start,
  end,
  sections,
  silent: new Set(),
  uncaught: true,
});

const textOf = (rows: readonly Row[], at: number): string => (rows[at] as Row | undefined)?.text ?? '';

/** Laravel's artisan (nunomaduro/collision:src/Writer.php): the class, the message, the place. */
export const readCollision: ReadTrace = (rows, at) => {
  const type = TYPE.exec(textOf(rows, at))?.[1];
  const message = isBlank(rows[at + 1]) ? /^ {2}(\S.{0,1500})$/.exec(textOf(rows, at + 2))?.[1] : undefined;
  if (type === undefined || message === undefined) return undefined;
  const place = AT.exec(textOf(rows, at + 4));
  const frame = place && !/(?:^|\/)vendor\//.test(place[1] as string) ? `${place[1]}:${place[2]}` : undefined;
  return traceOf(at, place ? at + 5 : at + 3, [{ type, message: message.trim(), row: at + 2, until: at + 3, frame, code: '' }]);
};

/** Symfony's console (symfony/console:Application.php, doRenderThrowable): the outermost exception first, what it came from below it. */
export const readSymfony: ReadTrace = (rows, at) => {
  const sections: Section[] = [];
  let end = at;
  for (let head = IN.exec(textOf(rows, end)); head; head = IN.exec(textOf(rows, end))) {
    let from = end + 1;
    while (from < end + 4 && isBlank(rows[from])) from++;
    let until = from;
    while (until < from + 30 && /^ {2}\S/.test(textOf(rows, until))) until++;
    if (until === from) break;
    const words = rows.slice(from, until).map(({ text }) => text.trim());
    // Asked for more (-v), it puts the class above the message.
    const type = /^\[([\w\\]{1,200})(?: \(\d{1,9}\))?\]$/.exec(words[0] as string)?.[1];
    const message = (type === undefined ? words : words.slice(1)).join(' ');
    sections.unshift({
      type,
      message,
      row: from,
      until,
      frame: undefined,
      code: '',
      ...(words.length > 1 ? { wrapped: true as const } : {}),
    });
    end = until;
    while (end < until + 4 && isBlank(rows[end])) end++;
  }
  return sections.length === 0 ? undefined : traceOf(at, end, sections);
};
