import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, configMapProof, keyObject, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { changeKey } from '../fixes/change-keys.ts';
import { dropList, setCommand, setWord } from '../fixes/command-line.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import { isWordless } from '../logs/reading.ts';
import { present } from '../present.ts';
import { configFiles, mountedFile } from '../trace/files/mounted-file.ts';
import { cleanEnd, lastedLong } from '../trace/programs/clean-end.ts';
import { BEHIND, fileKeptInFront, keptInFront } from '../trace/programs/daemons.ts';
import { sentBehind } from '../trace/programs/in-front.ts';
import { shellLine, wordsOf } from '../trace/programs/shell-line.ts';
import { placeOf, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const runsInBackground: Cause = {
  id: 'runs-in-background',
  title: 'the server goes to the background, so the container ends',
  tier: 'kubernetes',
  covers: ['app.exit0-no-foreground'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const { container } = subject;
    const words = commandLine(container);
    if (!cleanEnd(subject)) return undefined;
    const told = byItsVariable(words.join(' '), subject, evidence);
    if (told || words.length === 0) return told;
    const shell = shellLine(container);
    const line = shell?.line ?? words.join(' ');
    const kept = sentBehind(subject, evidence);
    if (!kept && keptInFront(line)) return undefined;
    if (!kept) return byItsFile(line, subject, evidence) ?? byImagesFile(line, subject, evidence);
    const fix = new WorkloadFix(subject, evidence);
    const behind = kept.name === BEHIND;
    const long = lastedLong(subject);
    const text = `${behind ? 'keep what it starts in the foreground, or wait for it' : `keep ${kept.name} in the foreground`}: ${kept.line}`;
    const command = wordsOf(kept.line.replaceAll(/'daemon off;'/g, 'DAEMON_OFF'))?.map((word) =>
      word === 'DAEMON_OFF' ? 'daemon off;' : word,
    );
    return {
      summary: `container ${container.name} ends ${long ? '' : 'at once '}with exit code 0: ${behind ? 'its shell starts the program in the background (&) and comes to its end' : `${kept.name} goes to the background`}, and a container lives as long as its first process, in the foreground`,
      confidence: long ? 'likely' : 'certain',
      decides: 'what the shell does before it comes to its end',
      object: fix.containerObject(container.command ? 'command' : 'args'),
      proof: [attemptProof(subject), specProof(subject, container.command ? 'command' : 'args', words.join(' '))],
      fixes: [
        shell
          ? setWord(fix, text, shell.list, shell.index, kept.line)
          : container.command && command
            ? setCommand(fix, text, command, true)
            : dropList(fix, "take args out, so that the image's own run", 'args'),
      ],
    };
  },
};

/** gunicorn reads options from this variable, too (docs.gunicorn.org, settings); nothing else does. */
function byItsVariable(command: string, subject: Subject, evidence: Evidence): Match | undefined {
  const { container } = subject;
  const setting = variablesOf(subject, evidence).find(({ name }) => name === 'GUNICORN_CMD_ARGS');
  const [word] = /(?<!\S)(?:--daemon|-D)(?!\S)/.exec(setting?.written ?? '') ?? [];
  if (!setting || word === undefined) return undefined;
  const fix = new WorkloadFix(subject, evidence);
  const to = (setting.written as string)
    .replace(word, '')
    .replace(/\s{2,}/g, ' ')
    .trim();
  const change = changeSettings(`take ${word} out of ${placeOf(setting)}`, [{ setting, to }], fix);
  return {
    summary: `container ${container.name} ends at once with exit code 0: ${word} in ${placeOf(setting)} sends gunicorn to the background, and a container lives as long as its first process, in the foreground`,
    confidence: /\bgunicorn\b/.test(command) ? 'certain' : 'likely',
    object: settingObject(setting, fix),
    proof: [attemptProof(subject), settingProof(setting, undefined, undefined, subject)],
    fixes: present(change),
    decides: 'whether its image runs gunicorn',
  };
}

/** The file that the command line names, where a ConfigMap brings it, says so too. */
function byItsFile(command: string, subject: Subject, evidence: Evidence): Match | undefined {
  const { container, namespace } = subject;
  for (const { path, name, key, text } of configFiles(subject, evidence)) {
    const kept = command.split(/[\s=]/).includes(path) ? fileKeptInFront(command, valueOf(text) ?? '') : undefined;
    if (!kept) continue;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${container.name} ends at once with exit code 0: "${kept.was}" in key ${key} of ConfigMap ${name} sends it to the background, and a container lives as long as its first process, in the foreground`,
      confidence: 'certain',
      object: keyObject(namespace, name, key),
      proof: [
        attemptProof(subject),
        specProof(subject, container.command ? 'command' : 'args', command),
        configMapProof(name, `${key}: ${kept.was}`),
      ],
      fixes: [changeKey(`write ${kept.line} in key ${key}, then start the pods anew`, { name, key }, kept.text, fix)],
    };
  }
  return undefined;
}

/** Debian's redis.conf has "daemonize yes" (debian/patches of its redis-server package). Options after the file win over it. */
const REDIS = /(?:^|[\s/])((?:redis|valkey)-(?:server|sentinel))\s+(\/\S+\.conf)(?=\s|$)/;

/** A file that no volume brings is the image's, and is not seen: the silent end with 0 tells what it says. */
function byImagesFile(command: string, subject: Subject, evidence: Evidence): Match | undefined {
  const [, program, file] = REDIS.exec(command) ?? [];
  const log = valueOf(subject.log());
  const { container } = subject;
  const list = container.args?.length ? 'args' : 'command';
  if (!program || !file || mountedFile(file, subject) || !log || !isWordless(log) || shellLine(container)) return undefined;
  if (/--daemonize\b/.test(command)) return undefined;
  const fix = new WorkloadFix(subject, evidence);
  return {
    summary: `container ${container.name} ends at once with exit code 0 and without a word: ${program} goes to the background, as ${file} of its image tells it to (daemonize yes), and a container lives as long as its first process, in the foreground`,
    confidence: 'likely',
    object: fix.containerObject(list),
    proof: [attemptProof(subject), specProof(subject, list, command)],
    fixes: [
      fix.patchJson('keep it in the foreground: --daemonize no', [
        { op: 'add', path: `${fix.containerPath}/${list}/-`, value: '--daemonize' },
        { op: 'add', path: `${fix.containerPath}/${list}/-`, value: 'no' },
      ]),
    ],
    decides: `the line daemonize in ${file} of image ${container.image ?? ''}`,
  };
}
