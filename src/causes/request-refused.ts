import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, valueProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { statementLimit } from '../findings/statement-limit.ts';
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
import { present } from '../present.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';
import { forbids, type RefusedRequest, refusedRequest } from '../trace/servers/refused-request.ts';
import { type Server, serverName } from '../trace/servers/server.ts';
import type { ServerSetting } from '../trace/servers/server-setting.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const requestRefused: Cause = {
  id: 'request-refused',
  title: 'the server lets it in, and refuses what it asks',
  tier: 'environment',
  covers: ['dep.refused', 'dep.auth'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const request = refusedRequest(subject, evidence);
    if (!request || request === 'pending') return undefined;
    const { fact, refusal, later, server, behind, complaint } = request;
    const own = statementLimit(fact, subject, evidence);
    const fix = new WorkloadFix(behind ?? subject, evidence);
    const who = server ? serverName(server) : 'the server';
    const said = (fact.fields.detail ?? fact.quote).slice(0, 160);
    const told = later ? `; that was told before, and what runs it went on: so ${later.table} is not there` : '';
    return {
      summary: `${who} ${whyOf(request)}; it refuses container ${subject.container.name}: ${said}${settingWords(request, fix)}${own?.words ?? ''}${complaint ? `; its own log says: ${complaint.text}` : ''}${told}`,
      confidence: isShown(request) || own ? 'certain' : 'likely',
      object: own?.object ?? objectOf(request, fix, subject, evidence),
      proof: [
        logProof(subject, fact),
        ...present(later && logProof(subject, later.fact)),
        ...settingProofs(request, subject),
        ...present(own?.proof),
        ...present(
          complaint && { step: `logs ${server?.pod?.metadata.name}`, quote: complaint.fact.quote },
          request.statement && { step: `logs ${server?.pod?.metadata.name}`, quote: request.statement.quote },
        ),
        attemptProof(subject),
      ],
      fixes: own?.fixes.length ? own.fixes : fixesOf(request, subject, evidence),
      decides: refusal.decides,
    };
  },
};

function whyOf({ refusal, given, user }: RefusedRequest): string {
  if (given && refusal.whyGiven) return refusal.whyGiven;
  return user ? refusal.why.replace('its user', `user ${user}`) : refusal.why;
}

/** What makes it refuse stands before us: the server's own setting, the number that it has not, the rule that leaves the command out. */
const isShown = ({ fact, given, behind, number, rule }: RefusedRequest): boolean =>
  Boolean(given || (number?.number !== undefined && behind) || (rule && forbids(rule, fact)));

/** `fix`: of the server, where it is of the cluster. */
function settingWords({ given, rule, number, group }: RefusedRequest, { owner }: WorkloadFix): string {
  if (given) {
    const place = `${given.setting.place.kind === 'configmap' ? '' : `${owner.word} `}${placeOf(given.setting)}`;
    return `; ${place} has ${given.text.length > 60 ? `${given.name} ${given.value}` : given.text}`;
  }
  if (rule) return `; key ${rule.key} of ConfigMap ${rule.object} gives it: ${rule.text}`;
  if (number) {
    const selected = number.number === undefined ? 'it' : `database ${number.number}`;
    return `; ${placeOf(number.setting)} selects ${selected}, and where nothing else is set there are ${number.count}, 0 to ${number.count - 1}`;
  }
  return group ? `; ${placeOf(group)} names group ${group.value}` : '';
}

function objectOf({ group, behind, given, rule }: RefusedRequest, fix: WorkloadFix, subject: Subject, evidence: Evidence): ObjectRef {
  if (group) return settingObject(group, new WorkloadFix(subject, evidence));
  const shown = given ?? rule;
  return behind && shown ? settingObject(shown.setting, fix) : fix.object();
}

const settingProofs = ({ given, number, group, rule, server }: RefusedRequest, subject: Subject): Proof[] =>
  present(
    given && givenProof(given, server),
    number && settingProof(number.setting, undefined, undefined, subject),
    group && settingProof(group, undefined, undefined, subject),
    rule && valueProof(rule.object, rule.key, rule.text),
  );

const givenProof = ({ setting: { place }, text }: ServerSetting, server: Server | undefined): Proof =>
  place.kind === 'configmap' ? valueProof(place.object, place.key, text) : { step: `get pod ${server?.pod?.metadata.name}`, quote: text };

function fixesOf(
  { fact, refusal, server, behind, given, rule, user, complaint, number, statement }: RefusedRequest,
  subject: Subject,
  evidence: Evidence,
): Fix[] {
  const { what, object, command } = fact.fields;
  const words: Fix = changing(refusal.advice);
  if (number) return [selectDatabase(number, subject, evidence) ?? words];
  if (what === 'replica' && given && server) return [pointAtPrimary(given, server, subject, evidence) ?? words];
  const granted = rule && behind && command && forbids(rule, fact) ? grantCommand(rule, command, behind, evidence) : undefined;
  if (granted && behind) return [serverFirst(granted, behind, subject, evidence)];
  if (what === 'no-login' && fact.fields.user) return [letLogIn(fact.fields.user, server, subject, evidence) ?? words];
  if (what === 'no-right' && user)
    return [
      (statement ? grantTable(statement, user, server, subject, evidence) : grantSchema(object, user, server, subject, evidence)) ?? words,
    ];
  if (what === 'no-extension') return [makeExtension(fact.fields.detail ?? fact.quote, server, subject, evidence) ?? words];
  if (what === 'no-group') return [makeGroup(fact.fields, server, behind, subject, evidence) ?? words];
  if (what === 'locked') return present(words, seeSessions(fact.phrase, server, evidence));
  const answer = complaint && behind ? answerComplaint(complaint, behind, evidence) : undefined;
  if (answer && behind) return [serverFirst(answer, behind, subject, evidence)];
  const change = given && behind ? otherValue(what, given, behind) : undefined;
  const changed = change && behind && given && changeSettings(change.text, [given.changedTo(change.to)], new WorkloadFix(behind, evidence));
  return [changed && behind ? serverFirst(changed, behind, subject, evidence) : words];
}
