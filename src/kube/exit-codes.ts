/** What an exit code means by convention. Sources: sysexits.h, POSIX shell §2.8.2, and the runtimes' own documentation. */
import { signalOf } from './signals.ts';

const CODES: Record<number, string> = {
  0: 'it finished, and said that all was well',
  1: 'a general error: the program itself decided to stop',
  2: 'wrong usage; also a Go panic, or a script that Python cannot open',
  3: "gunicorn: a worker failed to boot; the JVM's ExitOnOutOfMemoryError",
  64: 'wrong usage (sysexits.h)',
  65: 'wrong input data (sysexits.h)',
  66: 'input cannot be opened (sysexits.h)',
  69: 'a service is not available (sysexits.h)',
  70: 'an internal error (sysexits.h)',
  73: 'output cannot be created (sysexits.h)',
  74: 'an input or output error (sysexits.h)',
  77: 'no permission (sysexits.h)',
  78: 'wrong configuration (sysexits.h)',
  101: 'a Rust panic',
  124: 'what timeout ends with when the time that it gives is up',
  125: 'the container runtime itself failed',
  126: 'found, but not executable',
  127: 'command not found',
  128: 'the runtime could not start the process',
  143: 'asked to stop by SIGTERM, and did',
  150: '.NET: the framework that it wants is not installed',
  255: 'an error code of -1; PHP, ssh; or the runtime lost the container',
};

/** Microsoft's NTSTATUS values (MS-ERREF), and what .NET ends with. */
const STATUSES: Record<string, string> = {
  C0000005: 'access violation: native code touched memory that it does not have',
  C0000017: 'no memory',
  C000007B: 'a DLL of another architecture',
  C00000FD: 'stack overflow',
  C0000135: 'a DLL that it needs is not there',
  C000013A: 'ended by Ctrl-C, as when the container is told to stop',
  C0000139: 'a DLL lacks a function that it needs: of another version',
  C0000142: 'a DLL could not be initialised',
  C0000409: 'stack buffer overrun, or a program that ended itself at once (fail fast)',
  E0434352: '.NET: an exception that nobody handled',
};

/** Codes that only these programs give such a meaning. */
const OF_PROGRAMS: Record<number, RegExp> = { 3: /gunicorn|java|jre|jdk|jvm|temurin|corretto|zulu/i };

/** In words; never empty. `runs`: image and command line, where they are known: what another program means by a code is then left out. */
export function exitCodeWords(code: number, runs?: string): string {
  const words = runs === undefined || (OF_PROGRAMS[code]?.test(runs) ?? true) ? CODES[code] : undefined;
  if (words) return words;
  const signal = signalOf(code);
  if (signal) return `killed by ${signal}`;
  if (code > 255 || code < 0) {
    const status = (code >>> 0).toString(16).toUpperCase();
    return `Windows status 0x${status}${STATUSES[status] ? `: ${STATUSES[status]}` : ''}`;
  }
  return 'a code of its own: see its documentation';
}
