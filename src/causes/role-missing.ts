import { decidedBy } from '../evidence/end.ts';
import { otherName, unknownName } from '../findings/unknown-name.ts';
import { changing } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { FIRST_USER, serverOf, serverVariable } from '../trace/servers/server.ts';
import { settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

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
    const place = settingsOf(subject, evidence).find(
      ({ name, written }) => written === role && name !== undefined && /user|role|login/i.test(name),
    );
    const unknown = { fact, wanted: role, place, server, made: server && serverVariable(server, FIRST_USER) };
    const other = otherName(unknown);
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
      ...unknownName(unknown, { what: 'user', use: `as which container ${subject.container.name} logs in`, makes: '' }, subject, fix),
      fixes: changed ? [changed] : [changing(`make user ${role} in the database, or log in as one that exists`)],
    };
  },
};
