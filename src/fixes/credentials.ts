/** Commands for a user or password that a server does not accept, by what was found when both sides were compared. */

import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import type { Credentials } from '../trace/servers/credentials.ts';
import { placeOf, type Setting, valueFromOf, variablesOf } from '../trace/settings/settings.ts';
import { askedSetting } from './asked-setting.ts';
import { ask } from './command.ts';
import { changing } from './fix.ts';
import { runCommands } from './object.ts';
import { copyKey } from './secret-key.ts';
import { fillPassword, giveAnew, sameSource, withoutPassword } from './server-password.ts';
import { changeSettings } from './settings.ts';
import { urlPassword } from './url-password.ts';
import type { WorkloadFix } from './workload.ts';

export function credentialFixes(found: Credentials, fix: WorkloadFix): Fix[] {
  const { verdict, server, theirs } = found;
  if (verdict === 'unfilled') return fillPassword(found, fix);
  if (verdict === 'unasked') return withoutPassword(found, fix);
  if (verdict === 'no-such-user') return [withTheirLogin(found, fix)];
  const other = verdict === 'other-user' ? asTheirUser(found, fix) : undefined;
  if (other) return [other];
  const renamed = verdict === 'misnamed' ? underReadName(found, fix) : undefined;
  if (renamed) return [renamed];
  if (theirs && (verdict === 'other-source' || verdict === 'none-given' || verdict === 'empty')) return takeTheirs(found, theirs, fix);
  return verdict === 'same-source' && server?.pod && theirs ? sameSource(found, fix) : inItsPlace(found, fix);
}

/** The server makes one user alone. */
function asTheirUser({ user, userSetting, serverUser, wanted }: Credentials, fix: WorkloadFix): Fix | undefined {
  if (!serverUser) return undefined;
  const text = `log in as ${serverUser}, the user that the server makes`;
  const url = variablesOf(fix.subject, fix.evidence).find(({ written }) => written?.includes(`//${user}:`));
  const to = url?.written?.replace(`//${user}:`, `//${serverUser}:`);
  const inUrl = url && to !== undefined ? changeSettings(text, [{ setting: url, to }], fix) : undefined;
  if (inUrl) return inUrl;
  const changed =
    userSetting?.value === user ? changeSettings(text, [{ setting: userSetting as Setting, to: serverUser }], fix) : undefined;
  if (changed) return changed;
  const name = userSetting?.name ?? wanted.user;
  return name === undefined ? undefined : fix.setEnv(text, [`${name}=${serverUser}`]);
}

/** The server has no such user: where the sources of both names are known, user and password come from where the server takes its own. */
function withTheirLogin({ user, userSetting, theirUser, password, theirs, server, wanted }: Credentials, fix: WorkloadFix): Fix {
  const names = { user: userSetting?.name ?? wanted.user, password: password?.name ?? wanted.password };
  const isApart = server?.namespace !== fix.subject.namespace;
  const taken = (name: string, setting: Setting) => {
    const source = valueFromOf(setting);
    return source ? { name, value: null, valueFrom: source } : { name, value: setting.written ?? '', valueFrom: null };
  };
  if (!theirUser || !theirs || isApart || names.user === undefined || names.password === undefined)
    return changing(`make role ${user} in the database, or log in as one that it has`);
  return fix.patchContainer(
    `log in as the user that the server makes: take ${names.user} and ${names.password} from where it takes them (${placeOf(theirUser)}, ${placeOf(theirs)})`,
    { env: [taken(names.user, theirUser), taken(names.password, theirs)] },
  );
}

/** The password is there, under a name that its program does not read. */
function underReadName({ password, wanted }: Credentials, fix: WorkloadFix): Fix | undefined {
  if (!password || !wanted.password) return undefined;
  const text = `give it as ${wanted.password}, the name that is read`;
  const source = valueFromOf(password);
  return source
    ? fix.patchContainer(text, { env: [{ name: wanted.password, valueFrom: source }] })
    : fix.setEnv(text, [`${wanted.password}=${password.written ?? ''}`]);
}

/** From where the server takes it: by reference in the same namespace, else as a copy of the key, which nobody sees. */
function takeTheirs({ password, server, wanted, what }: Credentials, theirs: Setting, fix: WorkloadFix): Fix[] {
  const { namespace } = fix.subject;
  const name = password?.name ?? wanted.password;
  const source = valueFromOf(theirs);
  const isApart = server !== undefined && server.namespace !== namespace;
  const take =
    name === undefined || isApart || !source
      ? undefined
      : fix.patchContainer(`take ${name} from where the server takes it: ${placeOf(theirs)}`, {
          env: [{ name, value: null, valueFrom: source }],
        });
  if (password?.place.kind !== 'secret' || theirs.place.kind !== 'secret') return present(take);
  const copied = copyKey(password.place, theirs.place, server?.namespace ?? namespace, fix);
  const copy = copied
    ? runCommands(`copy the server's ${what} into ${placeOf(password)}, without showing it`, [copied], fix, { again: true })
    : undefined;
  // Beside the server's own key the other one is some other password, which somebody may need.
  const isBeside = password.place.object === theirs.place.object;
  return present(...(isBeside ? [take, copy] : [copy, take]));
}

/** Where it gives its own password: there the right one is asked for. */
function inItsPlace(found: Credentials, fix: WorkloadFix): Fix[] {
  const { password, inFile } = found;
  if (password) return [giveAnew(found, password, fix)];
  const given = inFile
    ? askedSetting(
        `write the password that the server expects into ${placeOf(inFile.setting)}`,
        inFile.setting,
        { name: inFile.name, refused: undefined, what: 'the password that the server expects' },
        fix,
      )
    : urlPassword(found, fix);
  if (given) return [given];
  const name = found.verdict === 'none-given' ? found.wanted.password : undefined;
  if (name === undefined) return [];
  const word = ask(`${name}=`, name, 'the password with which the server was started', true);
  return [fix.setEnv(`give it as ${name}, if the program reads it under that name`, [word])];
}
