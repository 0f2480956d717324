/** So many at once, the rest in the order in which they came. */
export class Slots {
  #free: number;
  #isOpen = false;
  readonly #waiting: (() => void)[] = [];

  constructor(free: number) {
    this.#free = free;
  }

  /** Waits for a free one; gives the function that gives it back. */
  async take(): Promise<() => void> {
    if (this.#free > 0) this.#free--;
    else if (!this.#isOpen) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    let isBack = false;
    return () => {
      if (isBack) return;
      isBack = true;
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    };
  }

  /** Lets everybody in: nobody will start anything any more. */
  open(): void {
    this.#isOpen = true;
    for (const next of this.#waiting.splice(0)) next();
  }
}
