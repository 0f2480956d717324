import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import { runCommands } from '../fixes/object.ts';
import { copyKey } from '../fixes/secret-key.ts';
import { fillPassword, giveAnew, sameSource, withoutPassword } from '../fixes/server-password.ts';
import { changeSettings } from '../fixes/settings.ts';
import { urlPassword } from '../fixes/url-password.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fix } from '../report.ts';
import { type Credentials, compareCredentials } from '../trace/servers/credentials.ts';
import { runsScripts, serverSubject } from '../trace/servers/server.ts';
import { placeOf, type Setting, valueFromOf, variablesOf } from '../trace/settings/settings.ts';
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
    const { fact, server, password, inFile, inUrl, theirs, unfilled, verdict, name, user, what } = found;
    const fix = new WorkloadFix(subject, evidence);
    const own = server && serverSubject(server, evidence);
    const holder = verdict === 'unfilled' && own ? new WorkloadFix(own, evidence) : undefined;
    return {
      summary: `${name} does not ${verdict === 'none-given' || verdict === 'misnamed' ? `let container ${subject.container.name} in` : `accept the ${what} of container ${subject.container.name}`}${user ? ` (user ${user})` : ''}: ${why(found)}`,
      confidence: (verdict === 'other-user' && !runsScripts(server)) || verdict === 'unfilled' ? 'certain' : 'likely',
      object: holder
        ? holder.containerObject(`${unfilled?.list}[${unfilled?.index}]`)
        : password && password.place.kind === 'secret'
          ? { kind: 'Secret', namespace: subject.namespace, name: password.place.object, field: `data[${password.place.key}]` }
          : inFile || inUrl
            ? settingObject(inFile?.setting ?? inUrl, fix)
            : password
              ? fix.object(placeOf(password))
              : fix.containerObject('env'),
      proof: [
        logProof(subject, fact),
        ...(password
          ? [
              {
                step: 'get',
                quote: `${what} from ${placeOf(password)}${password.name && password.place.kind !== 'env' ? ` as ${password.name}` : ''}`,
                path: `spec.containers[${subject.container.name}].env`,
              },
            ]
          : []),
        ...(inFile
          ? [
              {
                step: `get cm ${inFile.setting.place.kind === 'configmap' ? inFile.setting.place.object : ''}`,
                quote: `line ${inFile.line}: ${inFile.name}`,
              },
            ]
          : []),
        ...(holder && own && unfilled
          ? [
              specProof(own, `${unfilled.list}[${unfilled.index}]`, unfilled.word),
              specProof(own, 'env', server?.variables.map((one) => one.name).join(', ') || 'none'),
            ].map((one) => ({ ...one, step: `get pod ${server?.pod?.metadata.name}` }))
          : theirs
            ? [{ step: `get pod ${server?.pod?.metadata.name}`, quote: `${what} from ${placeOf(theirs)} as ${theirs.name}` }]
            : []),
        attemptProof(subject),
      ],
      fixes: fixesOf(found, fix, subject),
      decides: verdict === 'unasked' ? 'whether it is to have one' : `which ${what} the server expects; no value of a Secret is read here`,
    };
  },
};

function why({ verdict, what, password, inFile, inUrl, theirs, unfilled, server, serverUser, user, userSetting }: Credentials): string {
  if (verdict === 'unfilled' && unfilled)
    return `the server was started with the text ${unfilled.word} as its ${what} (${unfilled.list}[${unfilled.index}] of ${server?.pod?.metadata.name}): its container has no variable ${unfilled.name}${unfilled.meant ? `, but ${unfilled.meant}` : ''}`;
  const own = password && placeOf(password);
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
  return password ? `its ${what} is from ${own}` : 'where its password comes from is not in its pod spec';
}

function fixesOf(found: Credentials, fix: WorkloadFix, subject: Subject): Fix[] {
  if (found.verdict === 'unfilled') return fillPassword(found, fix);
  if (found.verdict === 'unasked') return withoutPassword(found, fix);
  const { verdict, user, password, inFile, theirs, userSetting, serverUser, server, wanted } = found;
  if (verdict === 'other-user' && serverUser) {
    const text = `log in as ${serverUser}, the user that the server makes`;
    const url = variablesOf(subject, fix.evidence).find(({ written }) => written?.includes(`//${user}:`));
    const change = url && { setting: url, to: (url.written as string).replace(`//${user}:`, `//${serverUser}:`) };
    const changed = change && changeSettings(text, [change], fix);
    if (changed) return [changed];
    const other =
      userSetting?.value === user ? changeSettings(text, [{ setting: userSetting as Setting, to: serverUser }], fix) : undefined;
    if (other) return [other];
    if (userSetting || wanted.user) return [fix.setEnv(text, [`${userSetting?.name ?? wanted.user}=${serverUser}`])];
  }
  if (verdict === 'misnamed' && password && wanted.password) {
    const text = `give it as ${wanted.password}, the name that is read`;
    const source = valueFromOf(password);
    return [
      source
        ? fix.patchContainer(text, { env: [{ name: wanted.password, valueFrom: source }] })
        : fix.setEnv(text, [`${wanted.password}=${password.written ?? ''}`]),
    ];
  }
  if (theirs && (verdict === 'other-source' || verdict === 'none-given' || verdict === 'empty')) {
    const name = password?.name ?? wanted.password;
    const take =
      name === undefined
        ? undefined
        : fix.patchContainer(`take ${name} from where the server takes it: ${placeOf(theirs)}`, {
            env: [{ name, value: null, valueFrom: valueFromOf(theirs) }],
          });
    const copied =
      password?.place.kind === 'secret' && theirs.place.kind === 'secret'
        ? copyKey(password.place, theirs.place, server?.namespace ?? subject.namespace, fix)
        : undefined;
    const copy =
      copied &&
      runCommands(`copy the server's ${found.what} into ${password && placeOf(password)}, without showing it`, [copied], fix, {
        again: true,
      });
    const isApart = server !== undefined && server.namespace !== subject.namespace;
    const taken = take && !isApart && valueFromOf(theirs) ? take : undefined;
    // Beside the server's own key the other one is some other password, which somebody may need.
    const isBeside = password?.place.kind === 'secret' && theirs.place.kind === 'secret' && password.place.object === theirs.place.object;
    return (isBeside ? [taken, copy] : [copy, taken]).flatMap((one) => one || []);
  }
  if (verdict === 'same-source' && server?.pod && theirs) return sameSource(found, fix);
  if (!password && inFile) {
    const { setting, name } = inFile;
    const asked = askedSetting(
      `write the password that the server expects into ${placeOf(setting)}`,
      setting,
      { name, refused: undefined, what: 'the password that the server expects' },
      fix,
    );
    return asked ? [asked] : [];
  }
  const address = urlPassword(found, fix);
  return password ? [giveAnew(found, password, fix)] : address ? [address] : [];
}
