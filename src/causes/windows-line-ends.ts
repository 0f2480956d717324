import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const windowsLineEnds: Cause = {
  id: 'windows-line-ends',
  title: 'a script from a ConfigMap has Windows line ends',
  tier: 'kubernetes',
  covers: ['img.crlf', 'img.shebang-missing', 'img.cmd-not-found-shell', 'app.shell-syntax'],
  // The text itself proves it, so it explains what the shell or the runtime then says.
  rung: RUNG.start - 1,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    if (!attempt || attempt.exitCode === 0) return undefined;
    const fact = decisiveFact(
      valueOf(subject.log()),
      'interpreter-missing',
      'command-not-found',
      'syntax-error',
      'flag-unknown',
      'file-missing',
    );
    if (!fact) return undefined;
    const words = [...(container.command ?? []), ...(container.args ?? [])].join(' ');
    const script = settingsOf(subject, evidence).find(
      ({ place, written }) =>
        place.kind === 'configmap' && place.path !== undefined && words.includes(place.path) && written?.includes('\r\n'),
    );
    if (script?.place.kind !== 'configmap' || script.written === undefined) return undefined;
    const { object, key, path } = script.place;
    const fix = new WorkloadFix(subject, evidence);
    const clean = changeSettings(
      `write ${key} with Unix line ends`,
      [{ setting: script, to: script.written.replaceAll('\r\n', '\n') }],
      fix,
    );
    return {
      summary: `container ${container.name} cannot run ${path}: key ${key} of ConfigMap ${object} has Windows line ends (CRLF), and the carriage return counts as a part of every line`,
      confidence: 'certain',
      object: { kind: 'ConfigMap', namespace: subject.namespace, name: object, field: `data[${key}]` },
      proof: [logProof(subject, fact), { step: `get cm ${object}`, quote: `${key}: lines end with \\r\\n` }, attemptProof(subject)],
      fixes: clean ? [clean] : [],
    };
  },
};
