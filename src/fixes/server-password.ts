/** A server that keeps a former password. */

import { subjectsOf } from '../evidence/subject.ts';
import type { Container } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import type { Credentials } from '../trace/servers/credentials.ts';
import { serverSubject } from '../trace/servers/server.ts';
import { placeOf, type Setting } from '../trace/settings/settings.ts';
import { askedSetting } from './asked-setting.ts';
import { awaitReady } from './await-ready.ts';
import { ask, asksOf, kubectl } from './command.ts';
import { askedKey, patchKeys } from './keys.ts';
import { runCommands } from './object.ts';
import { readKey } from './secret-key.ts';
import { changeSettings } from './settings.ts';
import { WorkloadFix } from './workload.ts';

/** A server that takes its password at every start needs a new start; a database has it in its data. */
export function sameSource({ server, theirs, serverUser }: Credentials, fix: WorkloadFix): Fix[] {
  const { evidence } = fix;
  const pod = server?.pod?.metadata.name ?? '';
  const namespace = server?.namespace;
  if (
    theirs?.name?.startsWith('POSTGRES') &&
    theirs.place.kind === 'secret' &&
    /^[\w.-]+$/.test(`${theirs.place.object}${theirs.place.key}${serverUser ?? ''}`)
  ) {
    const secret = readKey(theirs.place, namespace, evidence);
    const run = kubectl(
      evidence,
      namespace,
      ['exec', '-i', pod, '-c', server?.container?.name ?? ''],
      ['--', 'psql', '-U', serverUser ?? 'postgres', '-d', 'postgres'],
    );
    const statement = `printf "ALTER ROLE \\"%s\\" PASSWORD '%s';" ${serverUser ?? 'postgres'} "$(${secret} | base64 -d)"`;
    return [
      runCommands("write the Secret's password into the database, without showing it", [`${statement} | ${run}`], fix, { again: true }),
    ];
  }
  const [own] = server?.pod ? subjectsOf(server.pod, evidence) : [];
  return [
    runCommands(
      `start the server anew, so that it reads its password again (it is ${pod})`,
      server?.pod && own ? [new WorkloadFix(own, evidence).restartCommand(), awaitReady(server.pod, evidence)] : [],
      fix,
      { again: true },
    ),
  ];
}

/** A server is told its password by the variable that it has. */
export function fillPassword({ server, unfilled, what }: Credentials, fix: WorkloadFix): Fix[] {
  const own = server && serverSubject(server, fix.evidence);
  if (!own || !unfilled?.meant) return [];
  const { list, index, word, name, meant } = unfilled;
  const theirs = new WorkloadFix(own, fix.evidence);
  const text = `let the server take its ${what} from ${meant}`;
  const to = word.replace(`$(${name})`, () => `$(${meant})`);
  const { command } = theirs.patchJson(text, [{ op: 'replace', path: `${theirs.containerPath}/${list}/${index}`, value: to }]);
  return command === undefined ? [] : [runCommands(text, [command, awaitReady(own.pod, fix.evidence)], fix, { again: true })];
}

/**
 * A Redis that was to have a password takes it by an option: its official image reads no variable for it. Where none was meant, the
 * program is to give none; an empty one is no password to its clients, and hides what envFrom brings.
 */
export function withoutPassword({ server, theirs, password, inUrl }: Credentials, fix: WorkloadFix): Fix[] {
  const own = server && serverSubject(server, fix.evidence);
  const words = own && startWords(own.container);
  if (own && words && theirs?.name) {
    const text = `start the server with the password that it has (${placeOf(theirs)})`;
    const list = { [words.list]: [...words.words, '--requirepass', `$(${theirs.name})`] };
    const { command } = new WorkloadFix(own, fix.evidence).patchContainer(text, list);
    if (command !== undefined) return [runCommands(text, [command, awaitReady(own.pod, fix.evidence)], fix, { again: true })];
  }
  if (password?.name) {
    const isOwn = fix.subject.container.env?.some(({ name }) => name === password.name);
    return [fix.setEnv('give no password, as the server has none', [`${password.name}${isOwn ? '-' : '='}`])];
  }
  if (!inUrl) return [];
  const text = `leave the password out of the address in ${placeOf(inUrl)}`;
  const bare = inUrl.written?.replace(LOGIN, '//');
  const changed = bare === undefined ? undefined : changeSettings(text, [{ setting: inUrl, to: bare }], fix);
  const asked = { name: inUrl.name, refused: inUrl.value, what: 'the address without a password' };
  return present(changed ?? askedSetting(text, inUrl, asked, fix));
}

/** User and password of an address. */
const LOGIN = /\/\/[^@/]{0,300}@/;

/** Where an option can be added to how a Redis is started; undefined where something else starts it. */
function startWords({ image = '', command, args }: Container): { list: 'command' | 'args'; words: string[] } | undefined {
  const [list, words] = args ? (['args', args] as const) : command ? (['command', command] as const) : (['args', []] as const);
  const first = (command ?? args)?.[0];
  if (first === undefined) return /(?:^|\/)(?:redis|valkey)(?:[:@]|$)/.test(image) ? { list, words: ['redis-server'] } : undefined;
  // The image's own script puts the program before options (redis/docker-library-redis:docker-entrypoint.sh).
  return /(?:^|\/)redis-server$/.test(first) || (!command && first.startsWith('-')) ? { list, words: [...words] } : undefined;
}

/** The password that the server expects, which only the user knows, into the place that has the other. */
export function giveAnew({ what }: Pick<Credentials, 'what'>, password: Setting, fix: WorkloadFix): Fix {
  const { name = 'PASSWORD', place } = password;
  const text = `give it the right ${what} (${placeOf(password)})`;
  if (place.kind !== 'secret') return fix.setEnv(text, [ask(`${name}=`, name, `the ${what} that the server expects`, true)]);
  const word = askedKey('Secret', place.key, name, `the ${what} that the server expects`);
  return runCommands(
    text,
    [patchKeys(fix.evidence, fix.subject.namespace, { sort: 'Secret', name: place.object }, word)],
    fix,
    { again: true },
    asksOf([word]),
  );
}
