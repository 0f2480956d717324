/** The connection to another program that a container failed at, or waits for: by its log, its command, and what its settings add. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { logProof, specProof } from '../../evidence/proof.ts';
import { isWaiting, type Subject } from '../../evidence/subject.ts';
import { isSuccess } from '../../logs/consequences.ts';
import type { Fact, FactKind } from '../../logs/fact.ts';
import { isFault } from '../../logs/kinds.ts';
import { decisiveFact, type LogReading, lastFact, lastLine } from '../../logs/reading.ts';
import { only } from '../../only.ts';
import type { Proof } from '../../report.ts';
import { hiddenAddress } from '../settings/hidden-address.ts';
import { settingsOf, variablesOf } from '../settings/settings.ts';
import { addressesIn, hostPlaces } from './address.ts';
import { awaitedBy } from './awaited.ts';
import { hushedConnection } from './hushed-client.ts';
import { hostOfSettings } from './left-hosts.ts';
import { meantAtPort } from './likely-service.ts';
import { isAddress, leadsToSelf, placeOf } from './place.ts';
import { probedElsewhere } from './probed.ts';
import { portOfKind } from './server-kinds.ts';
import { serviceInText } from './service-in-text.ts';
import { spokenHost } from './spoken-host.ts';
import { hostsOf, isWildcard, portOf } from './told-hosts.ts';

export type How = 'refused' | 'timeout' | 'reset' | 'unresolved' | 'unreachable' | 'answered';

export interface Connection {
  how: How;
  host: string;
  port: number | undefined;
  /** The address that the program says the name has. */
  ip: string | undefined;
  /** The lookup failed for now, as it says ("try again", a timeout of the DNS server), and not for good. */
  temporary: boolean;
  fact: Fact | undefined;
  /** It does not end, but waits. */
  waits: boolean;
  /** It did not end by itself: it answered its liveness probe with this, for want of the connection, and was killed. */
  answered?: string | undefined;
  /** Its own words name a host, and no form of them is known: only what the cluster shows to be wrong explains them. */
  spoken?: true;
  /** Not the program asked, but the command of its probe. */
  probed?: { kind: string; effect: 'kills' | 'keeps'; command: string };
  proof: Proof;
}

const HOW: Partial<Record<FactKind, How>> = {
  'connection-refused': 'refused',
  'connection-timeout': 'timeout',
  'connection-reset': 'reset',
  'name-unresolved': 'unresolved',
  'dependency-unreachable': 'unreachable',
  'tls-unknown-ca': 'answered',
  'tls-expired': 'answered',
  'tls-hostname': 'answered',
  'tls-protocol': 'answered',
  'auth-failed': 'answered',
  'database-missing': 'answered',
  'role-missing': 'answered',
  'connections-exhausted': 'answered',
  'client-refused': 'answered',
  'request-refused': 'answered',
  'table-missing': 'answered',
  'http-error': 'answered',
};
const KINDS = Object.keys(HOW) as FactKind[];

/** Without `kinds`: what was not reached. With them: what was reached and said no. */
export function connectionOf(subject: Subject, evidence: Evidence, kinds: readonly FactKind[] = KINDS): Connection | undefined {
  const probed = kinds === KINDS ? probedElsewhere(subject, evidence) : undefined;
  if (probed) return probed;
  const waits = isWaiting(subject) || isHeldUp(subject, evidence);
  const runs = subject.state === 'running' && !subject.attempt && !waits;
  if (runs && !isUnreadyFor(subject)) return undefined;
  const log = valueOf(waits ? subject.currentLog() : subject.log());
  const decisive = decisiveFact(log, ...kinds);
  const unwell = log && !decisive && !waits && !runs ? killedFor(subject) : undefined;
  const fact =
    log && (decisive ?? (waits ? stillWanted(log, ...kinds) : runs ? stillSaid(log, kinds) : unwell ? complaint(log, kinds) : undefined));
  if (unwell && kinds === KINDS) {
    const connection = fact && complete(subject, evidence, fact, false);
    return connection && { ...connection, answered: unwell };
  }
  if (!waits || kinds !== KINDS) {
    if (fact) return complete(subject, evidence, fact, waits);
    return kinds === KINDS ? (hushedConnection(subject, evidence) ?? spokenConnection(log, subject, evidence)) : undefined;
  }
  // What the command waits for is sure; a log may tell of names that a search list made of it. A client that calls a socket has read no host.
  const awaited = awaitedBy(subject, evidence);
  const said = fact ?? (log && stillWanted(log, 'waiting-for'));
  if (!awaited || (fact && 'socket' in fact.fields)) return said && complete(subject, evidence, said, true);
  const { host, port, text, field } = awaited;
  const proof: Proof = said ? { step: 'logs', quote: said.quote } : specProof(subject, field, text);
  return { how: (fact && HOW[fact.kind]) ?? 'unreachable', host, port, ip: undefined, temporary: false, fact: said, waits, proof };
}

/** Of one that waits: what it has not got, as far as it tells; a connection that came about later is not waited for. */
function stillWanted(log: LogReading, ...kinds: readonly FactKind[]): Fact | undefined {
  const fact = lastFact(log, ...kinds);
  return fact && !log.lines.slice(fact.line + 1).some(isSuccess) ? fact : undefined;
}

/** Of a program that goes on: what it complains of to the end of its log, be it only a warning. */
function stillSaid(log: LogReading, kinds: readonly FactKind[]): Fact | undefined {
  const fact = lastFact(log, ...kinds);
  return fact && fact.line >= log.lines.length - STILL ? fact : undefined;
}

/** The status by which it told its liveness probe that it is not well, where it was killed for that. */
function killedFor(subject: Subject): string | undefined {
  const killed = subject.events('Killing').some(({ message }) => /failed liveness probe/.test(message ?? ''));
  const [failure] = killed ? subject.events('Unhealthy').filter(({ message }) => message?.startsWith('Liveness probe')) : [];
  return failure?.message?.match(/statuscode: (5\d\d)/)?.[1];
}

/** It says in words of its own that it did not reach a host of its settings. */
function spokenConnection(log: LogReading | undefined, subject: Subject, evidence: Evidence): Connection | undefined {
  const waited = log && !log.decisive && subject.attempt?.exitCode !== 0 ? waitedInVain(log) : undefined;
  const awaited = waited && complete(subject, evidence, waited, false);
  if (awaited) return { ...awaited, spoken: true };
  const fact = log && decisiveFact(log, 'fatal-line', 'exception');
  const host = fact && spokenHost(fact, subject, evidence);
  if (!fact || !host) return undefined;
  const port = portOf(host, subject, evidence);
  return {
    how: 'unreachable',
    host,
    port,
    ip: undefined,
    temporary: false,
    fact,
    waits: false,
    spoken: true,
    proof: logProof(subject, fact),
  };
}

/** Its last line says that its time was up, and the one before what it waited for. */
function waitedInVain(log: LogReading): Fact | undefined {
  const last = lastLine(log.lines) ?? '';
  const fact = /\btim(?:ed? ?out|e is up)\b|\b(?:gave|giving) up\b|\bstill not\b|\btoo long\b/i.test(last)
    ? lastFact(log, 'waiting-for')
    : undefined;
  return fact && fact.line >= log.lines.length - LAST ? fact : undefined;
}

/** Empty lines among them. */
const LAST = 4;

/** Of all that it complains of the last. */
function complaint(log: LogReading, kinds: readonly FactKind[]): Fact | undefined {
  const fact = log.facts.findLast(({ kind }) => isFault(kind));
  return fact && kinds.includes(fact.kind) ? fact : undefined;
}

/** Lines from the end of a log within which a complaint is of now. */
const STILL = 10;

/** The program itself waits in a loop before it starts in earnest: its log or its command says for what. */
function isHeldUp(subject: Subject, evidence: Evidence): boolean {
  if (subject.state !== 'running' || subject.attempt || subject.status?.ready || !isUnreadyFor(subject)) return false;
  const log = valueOf(subject.currentLog());
  const [said, failed] = log ? [lastFact(log, 'waiting-for'), lastFact(log, ...KINDS)] : [];
  return said !== undefined && (failed === undefined || failed.line <= said.line + 1)
    ? true
    : awaitedBy(subject, evidence)?.text.match(/\b(?:until|while)\b/) != null;
}

/**
 * It runs, and is not ready: is what its log says the reason? Yes where its readiness page answers 5xx, or where it does not listen
 * yet; a page that is not found, or a port on which it never listens, has another reason.
 */
function isUnreadyFor(subject: Subject): boolean {
  const [failure] = subject.events('Unhealthy').filter(({ message }) => message?.startsWith('Readiness probe'));
  const status = failure?.message?.match(/statuscode: (\d{3})/)?.[1];
  if (status) return status.startsWith('5');
  const log = valueOf(subject.log());
  return log !== undefined && lastFact(log, 'listening') === undefined;
}

function complete(subject: Subject, evidence: Evidence, fact: Fact, waits: boolean): Connection | undefined {
  const fields = fact.fields as Record<string, string | undefined>;
  const port = fields['port'] && /^\d{1,5}$/.test(fields['port']) ? Number(fields['port']) : undefined;
  const said = fields['host'] ?? fields['ip'];
  // Go tells the address that a name was resolved to, and not the name.
  const target = said !== undefined && isAddress(said) && !leadsToSelf(said) ? (nameOf(said, port, subject, evidence) ?? said) : said;
  if (fact.phrase === OF_ANYTHING && target !== undefined && !isHost(target, subject, evidence)) return undefined;
  const near = nearby(subject, waits, target, fact);
  const known = target
    ? { host: target, port: port ?? near?.port ?? portOf(target, subject, evidence) }
    : near && (port === undefined || near.port === port)
      ? near
      : ((waits ? awaitedBy(subject, evidence) : undefined) ??
        hostOfSettings(port, fact, subject, evidence) ??
        (fields['service']
          ? (HOW[fact.kind] === 'answered' ? serviceOfKind : serviceInText)(fields['service'], subject, evidence)
          : undefined));
  if (!known) return undefined;
  const temporary = fields['temporary'] !== undefined;
  return {
    how: HOW[fact.kind] ?? 'unreachable',
    ...known,
    ip: fields['ip'] ?? (said === target ? undefined : said),
    temporary,
    fact,
    waits,
    proof: waits ? { step: 'logs', quote: fact.quote } : logProof(subject, fact),
  };
}

/** "mail:25 is not usable" is said of a host, "sku:1042 is not available" of anything. */
const OF_ANYTHING = 'network/not-available';

/** By its form, by what the container is told, or as the cluster has it. */
function isHost(name: string, subject: Subject, evidence: Evidence): boolean {
  if (name.includes('.') || isAddress(name)) return true;
  const isTold = settingsOf(subject, evidence).some(({ written = '' }) => hostPlaces(written, name).length > 0);
  return isTold || ['self', 'service', 'pod'].includes(placeOf(name, subject, evidence).kind);
}

/** The first line of a Java trace, far above its innermost cause. */
function headOf({ lines }: LogReading, line: number): string[] {
  let at = line;
  while (at > 0 && at > line - LONGEST_TRACE && /^\s{1,8}(?:at |\.\.\. \d)|^Caused by: /.test(lines[at] ?? '')) at--;
  return at < line && /^(?:Exception in thread |[\w.$]{1,200}(?:Exception|Error): )/.test(lines[at] ?? '') ? [lines[at] ?? ''] : [];
}

const LONGEST_TRACE = 300;

/** The only Service of that kind whose name stands in its files, or where its address is in a Secret, at all. */
function serviceOfKind(kind: string, subject: Subject, evidence: Evidence): Known | undefined {
  const named = serviceInText(kind, subject, evidence);
  if (named || !hiddenAddress(variablesOf(subject, evidence))) return named;
  const found = meantAtPort(portOfKind(kind), subject, evidence);
  return found && { host: found.host, port: portOfKind(kind) };
}

/** The only host of its settings, with that port, whose Service has this address. */
function nameOf(ip: string, port: number | undefined, subject: Subject, evidence: Evidence): string | undefined {
  const hosts = settingsOf(subject, evidence)
    .flatMap((setting) => hostsOf(setting))
    .filter((one) => !isAddress(one.host) && (port === undefined || one.port === port))
    .map(({ host }) => host);
  return only(
    [...new Set(hosts)].filter((host) => {
      const place = placeOf(host, subject, evidence);
      return place.kind === 'service' && place.service.spec.clusterIP === ip;
    }),
  );
}

/** The address in the lines around the fact, where they name but one: an exception often names it, and its cause does not. */
function nearby(subject: Subject, waits: boolean, host: string | undefined, fact: Fact): Known | undefined {
  const log = valueOf(waits ? subject.currentLog() : subject.log());
  const found = [...(log?.block ?? []), ...(log ? headOf(log, fact.line) : [])]
    .flatMap((line) => addressesIn(line))
    .filter((one) => (host === undefined || one.host === host) && !isWildcard(one.host));
  const [first] = found;
  return first && found.every((one) => one.host === first.host && one.port === first.port)
    ? { host: first.host, port: first.port }
    : undefined;
}

interface Known {
  host: string;
  port: number | undefined;
}
