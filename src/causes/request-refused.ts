import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { changing } from '../fixes/fix.ts';
import { serverFirst } from '../fixes/let-in.ts';
import {
  grantCommand,
  grantSchema,
  grantTable,
  letLogIn,
  makeExtension,
  makeGroup,
  otherValue,
  pointAtPrimary,
  seeSessions,
  selectDatabase,
} from '../fixes/request.ts';
import { answerComplaint } from '../fixes/server-complaint.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { decisiveFact } from '../logs/reading.ts';
import type { Fix } from '../report.ts';
import { type AclRule, aclRule, lacksCommand } from '../trace/servers/redis-acl.ts';
import { type DatabaseNumber, databaseNumber } from '../trace/servers/redis-database.ts';
import { REFUSALS, type Refusal } from '../trace/servers/refusals.ts';
import { namedBy, userOf } from '../trace/servers/refused-names.ts';
import { type RefusedStatement, refusedStatement } from '../trace/servers/refused-statement.ts';
import { renamedCommand } from '../trace/servers/renamed-command.ts';
import { type Server, serverName, serverOf, serverSubject } from '../trace/servers/server.ts';
import { type Complaint, complaintOf } from '../trace/servers/server-complaint.ts';
import { type ServerSetting, serverSetting } from '../trace/servers/server-setting.ts';
import { lackingTable, tableRefused } from '../trace/servers/table-refused.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const requestRefused: Cause = {
  id: 'request-refused',
  title: 'the server lets it in, and refuses what it asks',
  tier: 'environment',
  covers: ['dep.refused', 'dep.auth'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const before = tableRefused(log);
    const fact = before ?? decisiveFact(log, 'request-refused');
    const refusal = fact && REFUSALS[fact.fields.what];
    if (!fact || !refusal) return undefined;
    const server = serverOf(subject, evidence, ['request-refused', 'table-missing']);
    if (server === 'pending') return undefined;
    const behind = server && serverSubject(server, evidence);
    const told = behind && settingsOf(behind, evidence);
    const given =
      told &&
      (fact.fields.what === 'unknown-command' ? renamedCommand(fact.fields.command ?? '', told) : serverSetting(refusal.settings, told));
    const complaint = complaintOf(fact.fields.what, behind);
    const statement = fact.fields.what === 'no-right' ? refusedStatement(fact.fields.object, behind) : undefined;
    if (complaint === 'pending' || statement === 'pending') return undefined;
    const user = fact.fields.what === 'no-right' ? userOf(fact, subject, evidence) : undefined;
    const rule =
      behind && fact.phrase === 'databases/redis-no-right' ? aclRule(user ?? 'default', settingsOf(behind, evidence)) : undefined;
    const number = fact.fields.what === 'no-database' ? databaseNumber(settingsOf(subject, evidence), given?.value) : undefined;
    const group = fact.fields.what === 'no-group' ? namedBy(fact.fields.object, subject, evidence) : undefined;
    const whom = `container ${subject.container.name}`;
    const why = given && refusal.whyGiven ? refusal.whyGiven : user ? refusal.why.replace('its user', `user ${user}`) : refusal.why;
    const fix = new WorkloadFix(behind ?? subject, evidence);
    const place = given && `${given.setting.place.kind === 'configmap' ? '' : `${fix.owner.word} `}${placeOf(given.setting)}`;
    const set = given
      ? `; ${place} has ${given.text.length > 60 ? `${given.name} ${given.value}` : given.text}`
      : rule
        ? `; key ${rule.key} of ConfigMap ${rule.object} gives it: ${rule.text}`
        : number
          ? `; ${placeOf(number.setting)} selects ${number.number === undefined ? 'it' : `database ${number.number}`}, and ${given ? 'there are' : 'where nothing else is set there are'} ${number.count}, 0 to ${number.count - 1}`
          : group
            ? `; ${placeOf(group)} names group ${group.value}`
            : '';
    return {
      summary: `${server ? serverName(server) : 'the server'} ${why}; it refuses ${whom}: ${(fact.fields.detail ?? fact.quote).slice(0, 160)}${set}${complaint ? `; its own log says: ${complaint.text}` : ''}${before ? `; that was told before, and what runs it went on: so ${lackingTable(log)} is not there` : ''}`,
      confidence:
        given || (number?.number !== undefined && behind) || (rule && fact.fields.command && lacksCommand(rule, fact.fields.command))
          ? 'certain'
          : 'likely',
      object: group
        ? settingObject(group, new WorkloadFix(subject, evidence))
        : behind && (given ?? rule)
          ? settingObject((given ?? rule)?.setting, fix)
          : fix.object(),
      proof: [
        logProof(subject, fact),
        ...(before && log?.decisive ? [logProof(subject, log.decisive)] : []),
        ...(given
          ? [
              given.setting.place.kind === 'configmap'
                ? {
                    step: `get cm ${given.setting.place.object}`,
                    quote: `${given.setting.place.key}: ${given.text}`,
                    path: `data[${given.setting.place.key}]`,
                  }
                : { step: `get pod ${server?.pod?.metadata.name}`, quote: given.text },
            ]
          : []),
        ...(number ? [settingProof(number.setting, undefined, undefined, subject)] : []),
        ...(group ? [settingProof(group, undefined, undefined, subject)] : []),
        ...(rule ? [{ step: `get cm ${rule.object}`, quote: `${rule.key}: ${rule.text}`, path: `data[${rule.key}]` }] : []),
        ...(complaint ? [{ step: `logs ${server?.pod?.metadata.name}`, quote: complaint.fact.quote }] : []),
        ...(statement ? [{ step: `logs ${server?.pod?.metadata.name}`, quote: statement.quote }] : []),
        attemptProof(subject),
      ],
      fixes: fixesOf({ fact, refusal, server, behind, given, rule, user, complaint, number, statement }, subject, evidence),
      decides: refusal.decides,
    };
  },
};

interface Refused {
  fact: Fact<'request-refused'>;
  refusal: Refusal;
  server: Server | undefined;
  behind: Subject | undefined;
  given: ServerSetting | undefined;
  rule: AclRule | undefined;
  user: string | undefined;
  complaint: Complaint | undefined;
  number: DatabaseNumber | undefined;
  statement: RefusedStatement | undefined;
}

function fixesOf(
  { fact, refusal, server, behind, given, rule, user, complaint, number, statement }: Refused,
  subject: Subject,
  evidence: Evidence,
): Fix[] {
  const { what, object, command } = fact.fields;
  const words: Fix = changing(refusal.advice);
  if (number) return [selectDatabase(number, subject, evidence) ?? words];
  if (what === 'replica' && given && server) return [pointAtPrimary(given, server, subject, evidence) ?? words];
  const granted = rule && behind && command && lacksCommand(rule, command) ? grantCommand(rule, command, behind, evidence) : undefined;
  if (granted && behind) return [serverFirst(granted, behind, subject, evidence)];
  if (what === 'no-login' && fact.fields.user) return [letLogIn(fact.fields.user, server, subject, evidence) ?? words];
  if (what === 'no-right' && user)
    return [
      (statement ? grantTable(statement, user, server, subject, evidence) : grantSchema(object, user, server, subject, evidence)) ?? words,
    ];
  if (what === 'no-extension') return [makeExtension(fact.fields.detail ?? fact.quote, server, subject, evidence) ?? words];
  if (what === 'no-group') return [makeGroup(fact.fields, server, behind, subject, evidence) ?? words];
  if (what === 'locked') return [words, seeSessions(fact.phrase, server, evidence)].flatMap((one) => one ?? []);
  const answer = complaint && behind ? answerComplaint(complaint, behind, evidence) : undefined;
  if (answer && behind) return [serverFirst(answer, behind, subject, evidence)];
  const change = given && behind ? otherValue(what, given, behind) : undefined;
  const changed = change && behind && given && changeSettings(change.text, [given.changedTo(change.to)], new WorkloadFix(behind, evidence));
  return [changed && behind ? serverFirst(changed, behind, subject, evidence) : words];
}
