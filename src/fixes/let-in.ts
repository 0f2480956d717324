/** Fixes of a server that refuses its clients by its own rules. */
import type { Evidence } from '../evidence/evidence.ts';
import { isRolledOut } from '../evidence/owner.ts';
import type { Subject } from '../evidence/subject.ts';
import type { Fact } from '../logs/fact.ts';
import type { Fix } from '../report.ts';
import type { HostRule } from '../trace/servers/host-rules.ts';
import { FIRST_USER, type Server, serverVariable } from '../trace/servers/server.ts';
import { serverSetting } from '../trace/servers/server-setting.ts';
import { type Setting, settingsOf } from '../trace/settings/settings.ts';
import { awaitReady } from './await-ready.ts';
import { inContainer } from './command.ts';
import { changing } from './fix.ts';
import { runCommands } from './object.ts';
import { changeSettings } from './settings.ts';
import { WorkloadFix } from './workload.ts';

/** A rule for this database and user from every address: it still asks for the password. */
export function letIn(
  { fields: { user = 'all', database = 'all', detail = '' } }: Fact<'client-refused'>,
  file: Setting | undefined,
  rules: readonly HostRule[],
  server: Server | undefined,
  behind: Subject | undefined,
  subject: Subject,
  evidence: Evidence,
): Fix[] {
  const method = rules.find((rule) => /^(?:scram-sha-256|md5)$/.test(rule.method))?.method ?? 'scram-sha-256';
  const line = `host ${database} ${user} all ${method}`;
  // The first line that fits decides.
  const isRejected = /rejects/.test(detail);
  const above = isRejected ? ', above the line that rejects it, which somebody has written on purpose' : '';
  const text = `let user ${user} in from every address with its password (${line})${above}; narrow "all" to your pods' network if you can`;
  if (isRejected && /no encryption|SSL off/.test(detail) && mayWantTls(rules, behind, evidence))
    return [
      changing(
        `see which line of pg_hba.conf rejects it: where that is one for what comes without TLS (hostnossl), let the program speak TLS (sslmode=require); else add above it: ${line}`,
      ),
    ];
  if (!behind || !server?.pod || !/^[\w.-]+$/.test(`${user}${database}`))
    return [changing(`add to pg_hba.conf${isRejected ? ', above the line that rejects it' : ''}: ${line}`)];
  if (file?.written !== undefined) {
    const at = rules.find(({ method }) => method === 'reject')?.line;
    const all = file.written.replace(/\n*$/, '\n').split('\n');
    all.splice(at === undefined ? all.length - 1 : at - 1, 0, line);
    const changed = changeSettings(text, [{ setting: file, to: all.join('\n') }], new WorkloadFix(behind, evidence));
    return changed ? [serverFirst(changed, behind, subject, evidence)] : [];
  }
  const superuser = serverVariable(server, FIRST_USER)?.value ?? 'postgres';
  if (!/^[\w-]+$/.test(superuser)) return [];
  const psql = `psql -U ${superuser} -d postgres -At`;
  const added = isRejected ? `sed -i '1i ${line}'` : `echo '${line}' >>`;
  const script = `${added} "$(${psql} -c 'show hba_file')" && ${psql} -c 'select pg_reload_conf()'`;
  const command = inContainer(evidence, behind.namespace, server.pod, behind.container, ['sh', '-c', script]);
  return [runCommands(text, [command], new WorkloadFix(subject, evidence), { again: true })];
}

/** A line rejects what comes without TLS, as far as is seen; a server without TLS has no use for one. */
const mayWantTls = (rules: readonly HostRule[], behind: Subject | undefined, evidence: Evidence): boolean =>
  rules.some(({ type, method }) => type === 'hostnossl' && method === 'reject') ||
  (rules.length === 0 && (!behind || /^(?:on|true|yes|1)$/i.test(serverSetting(['ssl'], settingsOf(behind, evidence))?.value ?? '')));

/** The server is started anew with it; then the program that it refused. */
export function serverFirst(fix: Fix, behind: Subject, subject: Subject, evidence: Evidence): Fix {
  const { owner } = new WorkloadFix(behind, evidence);
  const then = isRolledOut(owner) ? [awaitReady(behind.pod, evidence), new WorkloadFix(subject, evidence).restartCommand()] : [];
  return { ...fix, command: [fix.command, ...then].filter(Boolean).join(' && ') };
}
