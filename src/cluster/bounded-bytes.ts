/** The beginning of a stream, up to a limit: what it holds never grows beyond that, however small the pieces come. */
export class BoundedBytes {
  #held: Buffer = Buffer.alloc(0);
  #length = 0;
  /** More came than the limit. */
  isCut = false;

  constructor(readonly limit: number) {}

  get length(): number {
    return this.#length;
  }

  add(piece: Uint8Array): void {
    const room = this.limit - this.#length;
    if (piece.length > room) this.isCut = true;
    const kept = piece.length > room ? piece.subarray(0, room) : piece;
    const wanted = this.#length + kept.length;
    if (wanted > this.#held.length) {
      const larger = Buffer.alloc(Math.min(this.limit, Math.max(wanted, this.#held.length * 2, 16 * 1024)));
      this.#held.copy(larger, 0, 0, this.#length);
      this.#held = larger;
    }
    this.#held.set(kept, this.#length);
    this.#length = wanted;
  }

  bytes(): Buffer {
    return this.#held.subarray(0, this.#length);
  }

  /** As UTF-8; what is no UTF-8 becomes U+FFFD, and a byte order mark at the start goes. */
  text(): string {
    return new TextDecoder().decode(this.bytes());
  }
}

/** The end of a stream: its last words, at least `limit` bytes of them and at most twice as many. */
export class LastBytes {
  #older: Uint8Array = new Uint8Array();
  #newer: BoundedBytes;

  constructor(readonly limit: number) {
    this.#newer = new BoundedBytes(limit);
  }

  add(piece: Uint8Array): void {
    for (let rest = piece; rest.length > 0; ) {
      const part = rest.subarray(0, this.limit - this.#newer.length);
      this.#newer.add(part);
      rest = rest.subarray(part.length);
      if (this.#newer.length === this.limit) {
        this.#older = this.#newer.bytes();
        this.#newer = new BoundedBytes(this.limit);
      }
    }
  }

  text(): string {
    return new TextDecoder().decode(Buffer.concat([this.#older, this.#newer.bytes()]));
  }
}
