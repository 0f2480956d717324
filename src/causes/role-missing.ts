import { valueOf } from '../evidence.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { attemptProof, logProof } from '../proof.ts';
import { FIRST_USER, serverName, serverOf, serverVariable } from '../trace/server.ts';
import { placeOf, settingsOf } from '../trace/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const roleMissing: Cause = {
  id: 'role-missing',
  title: 'the database server does not know its user',
  tier: 'kubernetes',
  covers: ['dep.db-missing', 'dep.auth'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'role-missing');
    if (!fact?.fields.role) return undefined;
    const { role } = fact.fields;
    const server = serverOf(subject, evidence, ['role-missing']);
    if (server === 'pending') return undefined;
    const made = server && serverVariable(server, FIRST_USER);
    const other = made?.value !== undefined && made.value !== role ? made.value : undefined;
    const place = settingsOf(subject, evidence).find(
      ({ name, written }) => written === role && name !== undefined && /user|role|login/i.test(name),
    );
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
      summary: `${server ? serverName(server) : 'the database server'} has no user ${role}, as which container ${subject.container.name} logs in${place ? ` (${placeOf(place)})` : ''}${other ? `; ${server?.pod?.metadata.name} makes ${other}` : ''}`,
      confidence: other ? 'certain' : 'likely',
      object: {
        kind: fix.owner.kind,
        namespace: subject.namespace,
        name: fix.owner.name,
        field: place ? placeOf(place) : `containers[${subject.container.name}].env`,
      },
      proof: [
        logProof(subject, fact),
        ...(place ? [{ step: 'get', quote: `${placeOf(place)}: ${role}` }] : []),
        ...(made && other
          ? [{ step: `get pod ${server?.pod?.metadata.name}`, quote: `${made.name}: ${other}`, path: 'spec.containers[].env' }]
          : []),
        attemptProof(subject),
      ],
      fixes: changed
        ? [changed]
        : [{ text: `make user ${role} in the database, or log in as one that exists`, changes: true, restarts: false, asks: [] }],
      decides: `which users ${server ? serverName(server) : 'the server'} has`,
    };
  },
};
