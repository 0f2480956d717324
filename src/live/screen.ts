/** What those who stay show meanwhile, on stderr: a line for each change, and on a terminal one that ticks. stdout has the report alone. */
import type { Redactor } from '../redact/redactor.ts';
import { clock } from '../render/clock.ts';
import { inert, printableText } from '../render/printable.ts';
import type { World } from '../world.ts';

export class Screen {
  #last = '';

  constructor(
    readonly world: World,
    readonly redactor: Redactor,
  ) {}

  /** Something has changed; the same thing twice in a row is said once. */
  say(words: string, what = words): void {
    if (what === this.#last) return;
    this.#last = what;
    const { env, now } = this.world;
    const { time } = clock({ now: now(), ...(env['TZ'] ? { timeZone: env['TZ'] } : {}) });
    this.world.progress('');
    this.world.error(inert(`${time(now())}  ${this.#shown(words)}\n`));
  }

  /** A line of somebody else's: of a log. */
  print(line: string): void {
    this.world.progress('');
    this.world.error(inert(`${this.#shown(line)}\n`));
  }

  /** A line that was asked for: it goes to stdout. */
  tell(line: string): void {
    this.world.progress('');
    this.world.out(inert(`${this.#shown(line)}\n`));
  }

  /** What goes on now. */
  tick(words: string): void {
    this.world.progress(this.#shown(words));
  }

  end(): void {
    this.world.progress('');
  }

  #shown = (words: string): string => printableText(this.redactor.text(words));
}
