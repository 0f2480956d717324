/** A probe's command that asks on one port, by its own words, while the program says that it listens on another. */
import { openPorts, type Serving } from './serving.ts';

export interface OtherPort {
  asked: number;
  open: number;
  /** The command that asks on the right one; undefined where it is not known how it is told. */
  command: string[] | undefined;
}

/** Clients that take the port by -p and have one of their own else (pg_isready, psql, redis-cli). */
const BY_OPTION = /(?:^|\/)(?:pg_isready|psql|redis-cli|valkey-cli)$/;
/** "127.0.0.1:6379: Connection refused", "/var/run/postgresql:5432 - no response", "Failed to connect to localhost port 8080". */
const ASKED = /(?:[\w\]/.-]:|\bport )(\d{2,5})\b/;

/** A client that is told to be quiet: curl -sf http://localhost:8081/, nc -z localhost 8081. */
const OWN = /(?:\b(?:localhost|127\.0\.0\.1)|\[::1\])(?::|\s{1,3})(\d{2,5})\b/;

export function otherPortOf(output: string, command: readonly string[], serving: Serving): OtherPort | undefined {
  const isSilent = output.trim() === '';
  if (!isSilent && !/refused|no response|failed to connect|could not connect|can't connect/i.test(output)) return undefined;
  const asked = Number(isSilent ? OWN.exec(command.join(' '))?.[1] : ASKED.exec(output)?.[1]);
  const ports = openPorts(serving);
  const [open] = ports;
  if (!asked || open === undefined || ports.length !== 1 || open === asked) return undefined;
  const named = new RegExp(`(:|\\b(?:localhost|127\\.0\\.0\\.1)\\s{1,3}|^)${asked}(?!\\d)`);
  const inPlace = command.some((word) => named.test(word)) ? command.map((word) => word.replace(named, `$1${open}`)) : undefined;
  const option = command.indexOf('-p');
  const byOption =
    command[0] === undefined || !BY_OPTION.test(command[0])
      ? undefined
      : option < 0
        ? [...command.slice(0, 1), '-p', String(open), ...command.slice(1)]
        : command.with(option + 1, String(open));
  return { asked, open, command: inPlace ?? byOption };
}
