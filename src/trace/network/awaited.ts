/** The host and port that a waiting command asks for again and again, read from its words; nothing is run. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { expanded } from '../../kube/expansion.ts';
import { lastName } from '../../kube/folder.ts';
import { withValues } from '../programs/shell-variables.ts';
import { variablesOf } from '../settings/settings.ts';
import { addressesIn, asHost } from './address.ts';

export interface Awaited {
  host: string;
  port: number | undefined /** The text that says so, and the field that holds it. */;
  text: string;
  field: string;
}

/** Programs that wait for a host, and the default port of what they ask. */
const CLIENTS: Readonly<Record<string, number | undefined>> = {
  nc: undefined,
  ncat: undefined,
  netcat: undefined,
  telnet: undefined,
  nslookup: undefined,
  host: undefined,
  dig: undefined,
  getent: undefined,
  ping: undefined,
  'wait-for': undefined,
  pg_isready: 5432,
  psql: 5432,
  mysqladmin: 3306,
  mysql: 3306,
  mariadb: 3306,
  'mariadb-admin': 3306,
  'redis-cli': 6379,
  mongosh: 27017,
  mongo: 27017,
};
/** Options of them that take a value. */
const VALUED: Readonly<Record<string, string>> = {
  nc: 'wipsXxqO',
  ncat: 'wipsO',
  netcat: 'wipsq',
  ping: 'cWwiIs',
  pg_isready: 'dtU',
  psql: 'dUcf',
  mysqladmin: 'uP',
  mysql: 'uPe',
  'redis-cli': 'anu',
  dig: 'tpb',
  nslookup: '',
};

export function awaitedBy(subject: Subject, evidence: Evidence): Awaited | undefined {
  const { container } = subject;
  const filled = expansion(subject, evidence);
  for (const field of ['command', 'args'] as const) {
    for (const [index, written] of (container[field] ?? []).entries()) {
      const found = inScript(filled(written));
      if (found) return { ...found, text: written, field: `${field}[${index}]` };
    }
    const words = inWords((container[field] ?? []).map((word) => word.trim()));
    if (words) return { ...words, text: (container[field] ?? []).join(' '), field };
  }
  return undefined;
}

/** Values in place of variables, as far as they are known. */
function expansion(subject: Subject, evidence: Evidence): (text: string) => string {
  const variables = new Map(variablesOf(subject, evidence).map(({ name, value }) => [name, value]));
  const valueOf = (name: string) => variables.get(name);
  return (text) => withValues(expanded(text, valueOf), valueOf);
}

/** The same, of a command that is run in the container. */
export function askedIn(
  command: readonly string[],
  subject: Subject,
  evidence: Evidence,
): { host: string; port: number | undefined } | undefined {
  const words = command.map(expansion(subject, evidence));
  return inWords(words) ?? words.map(inScript).find((one) => one !== undefined);
}

function inScript(text: string): { host: string; port: number | undefined } | undefined {
  const tcp = text.match(/\/dev\/tcp\/([A-Za-z0-9_.-]{1,253})\/(\d{1,5})/);
  if (tcp) return { host: tcp[1] as string, port: Number(tcp[2]) };
  for (const command of text.slice(0, 4000).split(/[;|&(){}\n]+|\$\(/)) {
    const found = inWords(
      command
        .split(/\s+/)
        .map((word) => word.replace(/^["'`]+|["'`]+$/g, ''))
        .filter(Boolean),
    );
    if (found) return found;
  }
  const [address] = addressesIn(text);
  return address && { host: address.host, port: address.port };
}

function inWords(words: readonly string[]): { host: string; port: number | undefined } | undefined {
  const at = words.findIndex((word) => lastName(word) in CLIENTS);
  const program = at < 0 ? undefined : lastName(words[at] as string);
  if (program === undefined) return undefined;
  let host: string | undefined;
  let port = CLIENTS[program];
  const plain: string[] = [];
  for (let i = at + 1; i < words.length; i++) {
    const word = words[i] as string;
    if (/^\d?[<>]/.test(word) || word === 'do' || word === 'then') break;
    const [, name, value] = word.match(/^--?(host|h|port|p)=?(.*)$/) ?? [];
    if (name && program !== 'ping' && program !== 'nc' && program !== 'dig' && !(program === 'getent')) {
      const given = value || words[++i];
      if (name.startsWith('h')) host = given;
      else port = given && /^\d+$/.test(given) ? Number(given) : port;
    } else if (word.startsWith('-')) {
      if (word.length === 2 && (VALUED[program] ?? '').includes(word[1] as string)) i++;
    } else plain.push(word);
  }
  if (program === 'getent') plain.shift();
  const [first, second] = plain;
  const [, named, behind] = first?.match(/^([A-Za-z0-9_.-]+):(\d{1,5})$/) ?? [];
  host ??=
    named ??
    (first !== undefined && ['redis-cli', 'psql', 'mysql', 'mysqladmin', 'pg_isready', 'mongo', 'mongosh'].includes(program)
      ? undefined
      : first);
  if (behind) port = Number(behind);
  else if (second && /^\d{1,5}$/.test(second)) port = Number(second);
  const valid = host === undefined ? undefined : asHost(host);
  return valid === undefined ? undefined : { host: valid, port };
}
