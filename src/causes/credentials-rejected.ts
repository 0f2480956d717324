import { attemptProof, keyObject, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { credentialFixes } from '../fixes/credentials.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { ObjectRef, Proof } from '../report.ts';
import { type Credentials, compareCredentials } from '../trace/servers/credentials.ts';
import { runsScripts, type Server, serverSubject } from '../trace/servers/server.ts';
import type { UnfilledPassword } from '../trace/servers/unfilled-password.ts';
import { placeOf, type Setting } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const credentialsRejected: Cause = {
  id: 'credentials-rejected',
  title: 'another program does not accept its user or password',
  tier: 'kubernetes',
  covers: ['dep.auth'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const found = compareCredentials(subject, evidence);
    if (!found || found === 'pending') return undefined;
    const { fact, server, password, inFile, theirs, unfilled, verdict, name, user, denied, what } = found;
    const fix = new WorkloadFix(subject, evidence);
    const own = server && serverSubject(server, evidence);
    const holder = verdict === 'unfilled' && own ? new WorkloadFix(own, evidence) : undefined;
    return {
      summary: `${name} does not ${verdict === 'none-given' || verdict === 'misnamed' || verdict === 'no-such-user' ? `let container ${subject.container.name} in` : `accept the ${what} of container ${subject.container.name}`}${user ? ` (user ${user})` : ''}: ${why(found)}`,
      confidence:
        denied !== undefined || (verdict === 'other-user' && !runsScripts(server)) || verdict === 'unfilled' ? 'certain' : 'likely',
      object: objectOf(found, holder, fix),
      proof: [
        logProof(subject, fact),
        ...(denied === undefined ? [] : [{ step: `logs ${server?.pod?.metadata.name}`, quote: denied }]),
        ...present(
          password && {
            step: 'get',
            quote: `${what} from ${placeOf(password)}${password.name && password.place.kind !== 'env' ? ` as ${password.name}` : ''}`,
            path: `spec.containers[${subject.container.name}].env`,
          },
          inFile && {
            step: `get cm ${inFile.setting.place.kind === 'configmap' ? inFile.setting.place.object : ''}`,
            quote: `line ${inFile.line}: ${inFile.name}`,
          },
        ),
        ...(own && holder && unfilled ? startedWith(own, server, unfilled) : theirs ? [theirProof(server, what, theirs)] : []),
        attemptProof(subject),
      ],
      fixes: credentialFixes(found, fix),
      decides: verdict === 'unasked' ? 'whether it is to have one' : `which ${what} the server expects; no value of a Secret is read here`,
    };
  },
};

/** What is to be changed. */
function objectOf(
  { password, inFile, inUrl, unfilled, denied, userSetting }: Credentials,
  holder: WorkloadFix | undefined,
  fix: WorkloadFix,
): ObjectRef {
  if (holder) return holder.containerObject(`${unfilled?.list}[${unfilled?.index}]`);
  if (denied !== undefined && userSetting) return settingObject(userSetting, fix);
  if (password?.place.kind === 'secret') {
    const { object, key } = password.place;
    return keyObject(fix.subject.namespace, object, key, 'Secret');
  }
  if (inFile || inUrl) return settingObject(inFile?.setting ?? inUrl, fix);
  return password ? fix.object(placeOf(password)) : fix.containerObject('env');
}

/** The server was given a word that nobody filled in. */
const startedWith = (own: Subject, server: Server | undefined, { list, index, word }: UnfilledPassword): Proof[] =>
  [specProof(own, `${list}[${index}]`, word), specProof(own, 'env', server?.variables.map((one) => one.name).join(', ') || 'none')].map(
    (one) => ({ ...one, step: `get pod ${server?.pod?.metadata.name}` }),
  );

const theirProof = (server: Server | undefined, what: string, theirs: Setting): Proof => ({
  step: `get pod ${server?.pod?.metadata.name}`,
  quote: `${what} from ${placeOf(theirs)} as ${theirs.name}`,
});

function why({
  verdict,
  what,
  password,
  inFile,
  inUrl,
  theirs,
  unfilled,
  server,
  serverUser,
  theirUser,
  user,
  userSetting,
}: Credentials): string {
  if (verdict === 'unfilled' && unfilled)
    return `the server was started with the text ${unfilled.word} as its ${what} (${unfilled.list}[${unfilled.index}] of ${server?.pod?.metadata.name}): its container has no variable ${unfilled.name}${unfilled.meant ? `, but ${unfilled.meant}` : ''}`;
  const own = password && placeOf(password);
  if (verdict === 'no-such-user')
    return `${server?.pod?.metadata.name} has no role of that name, as its own log says${userSetting ? `; the name is from ${placeOf(userSetting)}` : ''}${theirUser ? `, and the server makes the user of its ${placeOf(theirUser)}` : ''}`;
  if (verdict === 'other-user')
    return `${server?.pod?.metadata.name} makes user ${serverUser}${runsScripts(server) ? '' : ' alone'}, not ${user}${userSetting?.value === user ? `, which is from ${placeOf(userSetting as Setting)}` : ''}`;
  if (verdict === 'unasked') return `the server was started without a password${theirs ? `, although it has ${placeOf(theirs)}` : ''}`;
  if (verdict === 'other-source') return `its ${what} is from ${own}, the server's from ${theirs && placeOf(theirs)}`;
  if (verdict === 'none-given') return `it gives no ${what}, and the server wants one${theirs ? ` (${placeOf(theirs)})` : ''}`;
  if (verdict === 'misnamed') return `it gives no ${what}: ${own} is there, but the program does not read it under that name`;
  if (verdict === 'empty') return `its ${what} (${own}) is empty`;
  if (verdict === 'same-source')
    return `both take the ${what} from ${own}; the server keeps the one with which it was started or first set up`;
  if (inUrl) return `its password is in the address that ${placeOf(inUrl)} holds`;
  if (inFile) return `its password is in line ${inFile.line} of ${placeOf(inFile.setting)}`;
  const blanks =
    password?.place.kind !== 'secret' && password?.written !== password?.written?.trim() ? ', with blanks or a line break around it' : '';
  return password ? `its ${what} is from ${own}${blanks}` : 'where its password comes from is not in its pod spec';
}
