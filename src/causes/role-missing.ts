import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { otherName, unknownName } from '../findings/unknown-name.ts';
import { changing } from '../fixes/fix.ts';
import { makeRole } from '../fixes/request.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { FIRST_USER, type Server, serverName, serverOf, serverVariable } from '../trace/servers/server.ts';
import { settingsOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const roleMissing: Cause = {
  id: 'role-missing',
  title: 'the database server does not know its user',
  tier: 'kubernetes',
  covers: ['dep.db-missing', 'dep.auth'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'role-missing');
    if (!fact?.fields.role) return undefined;
    const { role } = fact.fields;
    const server = serverOf(subject, evidence, ['role-missing']);
    if (server === 'pending') return undefined;
    if (STATEMENT.test(fact.quote) && !LOGIN.test(fact.quote)) return namedByStatement(fact, role, server, subject, evidence);
    const place = settingsOf(subject, evidence).find(
      ({ name, written }) => written === role && name !== undefined && /user|role|login/i.test(name),
    );
    const unknown = { fact, wanted: role, place, server, made: server && serverVariable(server, FIRST_USER) };
    const other = otherName(unknown);
    // Some clients leave the severity out.
    const isSure = place !== undefined || LOGIN.test(fact.quote);
    const fix = new WorkloadFix(subject, evidence);
    const text = `log in as ${other}, the user that the server makes`;
    // Without a user, PostgreSQL's client library takes the name of the operating system's user (libpq, PGUSER).
    const changed =
      other === undefined
        ? undefined
        : place
          ? changeSettings(text, [{ setting: place, to: other }], fix)
          : /connection to server (?:at|on)/.test(fact.quote)
            ? fix.setEnv(text, [`PGUSER=${other}`])
            : undefined;
    return {
      ...unknownName(
        unknown,
        {
          what: 'user',
          use: `as which container ${subject.container.name} logs in${isSure ? '' : ', or which a statement of it names'}`,
          makes: '',
        },
        subject,
        fix,
      ),
      fixes: changed ? [changed] : [changing(`make user ${role} in the database, or log in as one that exists`)],
    };
  },
};

/** Who logs in is refused with FATAL (miscinit.c); what a statement names is an ERROR, of class undefined_object (acl.c, get_role_oid). */
const LOGIN = /\bFATAL\b|\b28000\b|\bconnection to server\b|\bInvalidAuthorizationSpecification/;
const STATEMENT = /\bERROR: {1,2}role "|\bUndefinedObject\b|\b42704\b/;

function namedByStatement(fact: Fact, role: string, server: Server | undefined, subject: Subject, evidence: Evidence): Match {
  const name = server ? serverName(server) : 'the database server';
  return {
    summary: `${name} has no role ${role}, which a statement of container ${subject.container.name} names: to give it rights, or to make it the owner of something`,
    confidence: 'likely',
    object: new WorkloadFix(subject, evidence).object(),
    proof: [logProof(subject, fact), attemptProof(subject)],
    fixes: [
      makeRole(role, server, subject, evidence) ?? changing(`make role ${role} before that statement runs, or take the statement out`),
    ],
    decides: `which roles ${name} has (\\du in psql)`,
  };
}
