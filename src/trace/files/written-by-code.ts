/** Whether the code that met a missing file was to write it: what it lacks then is the folder. */
import type { Fact } from '../../logs/fact.ts';
import type { LogReading } from '../../logs/reading.ts';

/** Python prints the line that failed: open() with a mode that writes, or what makes a file or folder. */
const PYTHON_LINE =
  /\bopen\([^\n]{1,200},\s{0,4}(?:mode\s{0,2}=\s{0,2})?["'][wax]|\.(?:mkdir|touch|write_text|write_bytes|to_(?:csv|json|parquet|excel))\(|\bos\.(?:mkdir|mkfifo)\(|\bFileHandler\(/;
/** Node.js and Java name the function, in a frame of their own (lib/fs.js; java.io, java.nio). */
const FRAME =
  /^\s{1,20}at (?:Object\.|async |\w{1,40}\.)?(?:writeFileSync|appendFileSync|mkdirSync|copyFileSync|writeFile|mkdir) \(|^\s{1,20}at (?:java\.base\/)?java\.io\.(?:FileOutputStream|RandomAccessFile\.open|FileWriter)\b|^\s{1,20}at (?:java\.base\/)?java\.nio\.file\.Files\.(?:newOutputStream|write|writeString|createDirectory|createFile|newBufferedWriter)\(/;
/** The call is in the words of Node.js (libuv's name of it), Go and nginx: it makes one folder, so the one above is not there. */
const CALL =
  /\bENOENT: no such file or directory, mkdir '|\bmkdir \/[^:\n]{1,300}: no such file or directory|\bmkdir\(\) "[^"\n]{1,300}" failed \(2: /;

/** A trace's last lines of code stand above the error in Python, its frames below it in Node.js and Java. */
const ABOVE = 4;
const BELOW = 4;

export function isWrittenByCode({ lines }: LogReading, { line, quote, phrase }: Fact): boolean {
  if (CALL.test(quote)) return true;
  const around = (from: number, to: number) => lines.slice(Math.max(0, from), to);
  if (/^\w{0,20}Error: \[Errno 2\]|FileNotFoundError/.test(quote)) return around(line - ABOVE, line).some((text) => PYTHON_LINE.test(text));
  return /^(?:node|java|general)\//.test(phrase) && around(line + 1, line + 1 + BELOW).some((text) => FRAME.test(text));
}
