/** A file at which the start script ends, that a preStop hook of the pod makes, in a volume that outlives the container. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import { containersOf, volumeOf } from '../../kube/pod.ts';
import type { Volume } from '../../kube/shapes.ts';
import { configFiles, mountedFile } from '../files/mounted-file.ts';
import { variablesOf } from '../settings/settings.ts';
import { setsVariable, withValues } from './shell-variables.ts';
import { type StartText, startText } from './start-text.ts';

export interface StopFile {
  path: string;
  start: StartText;
  /** The script's line that looks for it, from 1. */
  line: number;
  volume: string;
  /** The container whose hook makes it, and the hook's words. */
  maker: string;
  hook: string;
  /** The script, which takes the file away first. */
  without: string;
}

const TESTS = /(?:\[{1,2}|\btest)\s+(?:!\s+)?-[efs]\s+["']?((?:\/|\$\{?\w{1,100}\}?\/?)[\w./-]{0,500})["']?(?=[\s;\]]|$)/g;
/** What stands before the first command of a script. */
const HEAD = /^(?:(?:#[^\n]*|set [-+]\w[^\n;]*|[ \t]*)\n)*/;

export function stopFile(subject: Subject, evidence: Evidence): StopFile | undefined {
  const start = startText(subject, evidence);
  if (!start) return undefined;
  const { text } = start;
  const variables = variablesOf(subject, evidence);
  const valueOf = (name: string) =>
    setsVariable(name, text)
      ? new RegExp(`(?:^|[\\s;])${name}=["']?(/[\\w./-]+)`).exec(text)?.[1]
      : variables.find((one) => one.name === name)?.value;
  for (const test of text.matchAll(TESTS)) {
    const path = withValues(test[1] ?? '', valueOf);
    const mounted = mountedFile(path, subject);
    const ends = endsIt(text, test) && !takesAway(text, test[1] ?? '', path);
    const made = ends && mounted && outlives(mounted.volume) ? makerOf(path, subject, evidence) : undefined;
    if (!mounted || !made) continue;
    const head = HEAD.exec(text)?.[0] ?? '';
    const without = text.includes('\n') ? `${head}rm -f ${path}\n${text.slice(head.length)}` : `rm -f ${path}; ${text}`;
    const line = text.slice(0, test.index).split('\n').length;
    return { path, start, line, volume: mounted.volume.name, ...made, without };
  }
  return undefined;
}

/** A loop goes on only without the file, or the script ends where it is there: [ -f F ] && exit, if [ -f F ]; then … exit. */
function endsIt(text: string, test: RegExpExecArray): boolean {
  const before = text.slice(Math.max(0, test.index - BRANCH), test.index);
  const [, keyword, outer] = /(?:^|[\n;&|])[ \t]*(?:(while|until|if|elif)[ \t]+)?(!\s+)?$/.exec(before) ?? [];
  const isThere = (outer === undefined) !== /^\S+\s+!/.test(test[0]);
  if (keyword === 'while') return !isThere;
  if (keyword === 'until') return isThere;
  const behind = text.slice(test.index, test.index + BRANCH);
  if (keyword !== undefined) return isThere && /\b(?:exit|break)\b/.test(behind.split(/(?:^|;)\s*(?:fi|elif|else)\b/m)[0] ?? '');
  const [, sign] = /^[^\n&|]{1,300}(&&|\|\|)[^\n|]{0,200}\b(?:exit|break)\b/.exec(behind) ?? [];
  return sign === (isThere ? '&&' : '||');
}
/** So long a branch may be. */
const BRANCH = 600;

/** What was left of an earlier run is taken away by the script itself. */
const takesAway = (text: string, written: string, path: string): boolean =>
  text.split('\n').some((line) => /\brm\s/.test(line) && (line.includes(written) || line.includes(path)));

const outlives = ({ emptyDir, persistentVolumeClaim, hostPath, ephemeral }: Volume) =>
  Boolean(emptyDir ?? persistentVolumeClaim ?? hostPath ?? ephemeral);

/** The kubelet runs the hook also before it starts a container anew, as a probe failed; the volumes stay (Pod lifecycle, Container hooks). */
function makerOf(path: string, subject: Subject, evidence: Evidence): { maker: string; hook: string } | undefined {
  const { container, pod, namespace } = subject;
  const mount = mountedFile(path, subject)?.mount;
  if (!mount) return undefined;
  const rest = path.slice(folderPath(mount.mountPath).length);
  for (const { spec } of containersOf(pod)) {
    const words = spec.lifecycle?.preStop?.exec?.command ?? [];
    const scripts = configFiles({ container: spec, pod, namespace }, evidence).filter((file) => words.includes(file.path));
    const theirs = (spec.volumeMounts ?? []).filter(
      ({ name, subPath }) => volumeOf(pod, name)?.name === mount.name && subPath === mount.subPath,
    );
    const paths = spec.name === container.name ? [path] : theirs.map(({ mountPath }) => `${folderPath(mountPath)}${rest}`);
    const hook = [words.join(' '), ...scripts.flatMap(({ text }) => valueOf(text) ?? [])].find((one) =>
      paths.some((own) => makes(one, own)),
    );
    if (hook !== undefined) return { maker: spec.name, hook: words.join(' ') };
  }
  return undefined;
}

/** touch FILE, > FILE. */
const makes = (text: string, path: string): boolean =>
  text
    .split(/\n|;|&&|\|\|/)
    .some(
      (step) => step.split(/[\s"'>]+/).includes(path) && (/\btouch\s/.test(step) || />\s*["']?$/.test(step.slice(0, step.indexOf(path)))),
    );
