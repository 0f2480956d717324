/** A database, a role or the like that a command makes anew at each start, though it is there. */
import { escaped } from '../escaped.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { advised } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { only } from '../only.ts';
import { statementsOf } from '../trace/programs/shell-statements.ts';
import { isForShell } from '../trace/programs/start-text.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import type { Match } from './match.ts';
import { settingAtFault } from './setting-at-fault.ts';

/** PostgreSQL has no IF NOT EXISTS for databases and roles (sql-createdatabase, sql-createrole). */
const MAKES = (kind: string, name: string) =>
  kind === 'database'
    ? new RegExp(`\\bcreatedb\\b.*(?<![\\w-])${name}(?![\\w-])|\\bcreate\\s+database\\b.*\\b${name}\\b`, 'is')
    : kind === 'role'
      ? new RegExp(`\\bcreateuser\\b.*(?<![\\w-])${name}(?![\\w-])|\\bcreate\\s+(?:role|user)\\b.*\\b${name}\\b`, 'is')
      : new RegExp(`\\bcreate\\s+${kind}\\b.*\\b${name}\\b`, 'is');

export function madeAgain(fact: Fact<'already-there'>, fix: WorkloadFix): Match {
  const { subject, evidence } = fix;
  const { program: kind, path: name } = fact.fields;
  const form = MAKES(kind, escaped(name));
  const found = only(
    settingsOf(subject, evidence)
      .filter(isForShell)
      .flatMap((setting) =>
        (statementsOf(setting.written ?? '') ?? [])
          .flatMap(({ text }) => text.split(/\s*&&\s*/))
          .flatMap((text) =>
            form.test(text) && !/\|\|/.test(text) && setting.written?.split(text).length === 2 ? [{ setting, text }] : [],
          ),
      ),
  );
  const says = `container ${subject.container.name} makes ${kind} ${name} at each start, and it is there already: an earlier run has made it, or the server itself at its first start (POSTGRES_DB, POSTGRES_USER)`;
  const { setting, text } = found ?? {};
  if (!setting || text === undefined)
    return {
      summary: says,
      confidence: 'likely',
      proof: [logProof(subject, fact), attemptProof(subject)],
      fixes: [advised(`make ${kind} ${name} only where it is not there`)],
      decides: `the script or program that makes ${kind} ${name}`,
    };
  const to = setting.written?.replace(text, () => `${text} || true`) ?? '';
  const repair = changeSettings(
    `let it go on where ${kind} ${name} is there: || true behind "${text.slice(0, 60)}"`,
    [{ setting, to }],
    fix,
  );
  return {
    summary: `${says} (${placeOf(setting)}: "${text.slice(0, 80)}")`,
    confidence: 'certain',
    ...settingAtFault(fact, setting, { back: undefined, repair, value: text }, fix),
  };
}
