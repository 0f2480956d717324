import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, valueProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { changing } from '../fixes/fix.ts';
import { letIn, serverFirst } from '../fixes/let-in.ts';
import { isOpen, opening } from '../fixes/protected-mode.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { decisiveFact } from '../logs/reading.ts';
import type { Fix, Proof } from '../report.ts';
import { isServerOf } from '../trace/network/own-program.ts';
import { concerns, type HostRule, hostRules } from '../trace/servers/host-rules.ts';
import { type Server, serverName, serverOf, serverSubject } from '../trace/servers/server.ts';
import { mountedText, serverSetting } from '../trace/servers/server-setting.ts';
import { placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const clientRefused: Cause = {
  id: 'client-refused',
  title: "the server's own rules let no one in from there",
  tier: 'kubernetes',
  covers: ['dep.auth'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'client-refused');
    if (!fact) return undefined;
    // The log of the server itself tells whom it has turned away: none of that ends it.
    const isServers = isServerOf(5432, subject.container) && !log?.block.some((line) => /\bconnect(?:ion)? to |basebackup/.test(line));
    if (fact.fields.rule === 'postgres/pg-hba' && isServers) return undefined;
    const server = serverOf(subject, evidence, ['client-refused']);
    if (server === 'pending') return undefined;
    const found =
      fact.fields.rule === 'postgres/pg-hba' ? byHostRules(fact, server, subject, evidence) : byMode(fact, server, subject, evidence);
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `${server ? serverName(server) : 'the server'} ${found.why}`,
      // The server's answer names its rules as the reason, where it was read.
      confidence: found.isUnread ? 'likely' : 'certain',
      object: found.object ?? fix.object(),
      proof: [logProof(subject, fact), ...found.proof, attemptProof(subject)],
      fixes: found.fixes,
      ...(found.decides ? { decides: found.decides } : {}),
    };
  },
};

interface Found extends Pick<Match, 'object' | 'decides'> {
  why: string;
  proof: Proof[];
  fixes: Fix[];
  /** What it said is not in the log. */
  isUnread?: true;
}

// ---- PostgreSQL ----

function byHostRules(fact: Fact<'client-refused'>, server: Server | undefined, subject: Subject, evidence: Evidence): Found {
  const { user, database, address, detail = '' } = fact.fields;
  const behind = server && serverSubject(server, evidence);
  const settings = behind ? settingsOf(behind, evidence) : [];
  const named = serverSetting(['hba_file'], settings)?.value;
  const file = mountedText(named ?? 'pg_hba.conf', settings);
  const rules = file?.written === undefined ? [] : hostRules(file.written);
  const about = rules.filter((rule) => concerns(rule, database, user));
  const isPlain = /no encryption|SSL off/.test(detail);
  const overTls = isPlain ? about.find(({ type, method }) => type === 'hostssl' && method !== 'reject') : undefined;
  const whom = `container ${subject.container.name} (${[user && `user ${user}`, database && (database === 'replication' ? 'for replication' : `database ${database}`), address && `from ${address}`].filter(Boolean).join(', ')})`;
  const where = file ? `: ${placeOf(file)}${lines(about)}` : '';
  const replication = database === 'replication' && !overTls ? '; "all" as a database does not mean replication' : '';
  return {
    why: overTls
      ? `lets ${whom} in over TLS only, and it came without: line ${overTls.line} of ${file && placeOf(file)} is "${overTls.text}"`
      : `${/rejects/.test(detail) ? `has a rule in pg_hba.conf that rejects ${whom}` : `has no rule in pg_hba.conf that lets ${whom} in`}; no password was looked at${where}${replication}`,
    ...(file && behind ? { object: settingObject(file, new WorkloadFix(behind, evidence)) } : {}),
    proof: file && behind ? [proofOf(file, overTls?.text ?? about[0]?.text ?? `${rules.length} lines of type host, none for it`)] : [],
    fixes: overTls ? [overTlsFix(subject, evidence)] : letIn(fact, file, rules, server, behind, subject, evidence),
    decides: `pg_hba.conf of the server, as it is loaded: select * from pg_hba_file_rules`,
  };
}

const lines = (about: readonly HostRule[]) =>
  about.length > 0 ? ` has for it ${about.map(({ line, text }) => `line ${line}: "${text}"`).join(', ')}` : ' has no line for it';

const proofOf = (file: Setting, quote: string): Proof =>
  file.place.kind === 'configmap' ? valueProof(file.place.object, file.place.key, quote) : { step: 'get', quote };

const overTlsFix = (subject: Subject, evidence: Evidence): Fix =>
  new WorkloadFix(subject, evidence).setEnv('connect over TLS (for clients that are built on libpq)', ['PGSSLMODE=require']);

// ---- MySQL ----

/** It counts connections that broke off before a login, and blocks a host of many (dev.mysql.com/doc, max_connect_errors). */
function byHost({ address, detail = '' }: Fact<'client-refused'>['fields']): Found {
  const isBlocked = /is blocked/.test(detail);
  return {
    why: isBlocked
      ? `lets no one in from ${address}, as too many connections from there broke off before a login (max_connect_errors); no password was looked at`
      : `lets no one in from ${address}; no password was looked at`,
    proof: [],
    fixes: [
      changing(
        isBlocked
          ? 'let the server forget them (mysqladmin flush-hosts), and look for what only opens connections there: a probe, a health check'
          : `let the user in from that address: CREATE USER 'name'@'%' … and GRANT`,
      ),
    ],
    decides: isBlocked ? 'performance_schema.host_cache' : 'the hosts of its users: select user, host from mysql.user',
  };
}

// ---- Redis ----

function byMode({ fields }: Fact<'client-refused'>, server: Server | undefined, subject: Subject, evidence: Evidence): Found {
  const { rule } = fields;
  const isUnread = rule === 'redis/at-once';
  const behind = server && serverSubject(server, evidence);
  const told = behind ? settingsOf(behind, evidence) : [];
  if (isUnread && (!behind || isOpen(told)))
    return {
      why: `answers container ${subject.container.name}, or hangs up, before it is asked anything, as a Redis with too many clients does (maxclients), or another program`,
      proof: [],
      fixes: [],
      isUnread,
      decides: 'what it says to one that only connects (nc, telnet)',
    };
  if (rule !== 'redis/protected-mode' && !isUnread) return byHost(fields);
  const text = 'let other pods in (protected-mode no); better still, give it a password: requirepass';
  if (!behind)
    return {
      why: `runs in protected mode without a password, and so answers only to its own pod, not to container ${subject.container.name}`,
      proof: [],
      fixes: [changing(text)],
      decides: 'redis-cli config get protected-mode, inside its pod',
    };
  const fix = new WorkloadFix(behind, evidence);
  const { given, file, change, operations } = opening(told, fix);
  const fixed = change ? changeSettings(text, [change], fix) : operations.length > 0 ? fix.patchJson(text, operations) : changing(text);
  const place = given?.setting ?? file;
  return {
    why: `${isUnread ? `answers or hangs up before it is asked anything: it has no password, and then runs in protected mode, where it is not switched off` : 'runs in protected mode without a password'}, and so answers only to its own pod, not to container ${subject.container.name}${given ? `: ${placeOf(given.setting)} has ${given.text}` : operations.length > 0 ? `: its ${listOf(operations)} lacks --protected-mode no` : ''}`,
    object: place ? settingObject(place, fix) : fix.containerObject(),
    proof: given ? [proofOf(given.setting, given.text)] : [],
    fixes: fixed ? [fixed.command ? serverFirst(fixed, behind, subject, evidence) : fixed] : [],
    ...(isUnread ? { isUnread } : {}),
    decides: 'redis-cli config get protected-mode, inside its pod',
  };
}

const listOf = ([first]: readonly { path: string }[]) => (first?.path.includes('/args/') ? 'args' : 'command');
