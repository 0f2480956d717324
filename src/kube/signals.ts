/** Exit codes in words. Signals by number on Linux (signal(7), x86 and arm64). */
const SIGNALS: Record<number, string> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  10: 'SIGUSR1',
  11: 'SIGSEGV',
  12: 'SIGUSR2',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  31: 'SIGSYS',
};

/** The signal that an exit code above 128 stands for, as runtimes and shells report it; 128 and 255 are none. */
export function signalOf(exitCode: number): string | undefined {
  return exitCode > 128 && exitCode < 255 ? SIGNALS[exitCode - 128] : undefined;
}
