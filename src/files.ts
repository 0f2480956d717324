/** Files of the user: read up to a limit, and written whole or not at all. */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, lstatSync, openSync, readSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const PIECE = 64 * 1024;

/** At most `most` bytes, however large the file is, or without end, as a device. */
export function readBytes(path: string, most: number): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const pieces: Buffer[] = [];
    for (let left = most; left > 0; ) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE, left));
      const count = readSync(file, piece);
      if (count === 0) break;
      pieces.push(piece.subarray(0, count));
      left -= count;
    }
    return Buffer.concat(pieces);
  } finally {
    closeSync(file);
  }
}

/** Through a new file beside it (0600): nobody ever sees half of it, and one that is there stays unless it is to be replaced. */
export function writeFile(path: string, bytes: Uint8Array, { replace }: { replace: boolean }): void {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there && !replace) throw new Error('the file exists');
  if (there && !there.isFile() && !there.isSymbolicLink()) throw new Error('it is no file');
  const beside = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  const file = openSync(beside, 'wx', 0o600);
  try {
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (replace) renameSync(beside, path);
    else placeNew(beside, path);
  } catch (error) {
    unlinkSync(beside);
    throw error;
  }
}

/** link(2) fails where a file has come meanwhile; some file systems have no links. */
function placeNew(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new Error('the file exists');
    renameSync(from, to);
    return;
  }
  unlinkSync(from);
}
