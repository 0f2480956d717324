import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { otherSetting, type RefusedSetting, refusedSetting } from '../findings/refused-setting.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { setWord } from '../fixes/command-line.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { argumentOf, betterValue } from '../trace/settings/argument.ts';
import { directiveMeant } from '../trace/texts/directives.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const badArgument: Cause = {
  id: 'bad-argument',
  title: 'an argument has a value that the program refuses',
  tier: 'kubernetes',
  covers: ['cfg.bad-flag', 'cfg.bad-value', 'cfg.malformed-file', 'app.config-rejects'],
  // What a program takes for its configuration may come from its arguments: redis-server makes lines of a file from them.
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const refused = refusedSetting(subject, evidence);
    if (refused) return ofSetting(refused, subject, evidence);
    const fact = decisiveFact(valueOf(subject.log()), 'config-malformed');
    const said = /^([\w.-]{2,60}) "?([^"]{0,100})"?$/.exec(fact?.fields.token ?? '');
    if (!fact || fact.fields.file || !said) return undefined;
    const [, setting = '', value = ''] = said;
    const given = argumentOf(subject.container, setting, value);
    if (!given) return undefined;
    const { detail = '' } = fact.fields;
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args) /.test(change));
    const better = betterValue(value, detail);
    const meant = directiveMeant(setting, fact.phrase);
    return {
      summary: `the program in container ${subject.container.name} refuses its argument --${setting} ${value}${detail ? `: ${detail}` : ''}`,
      confidence: 'certain',
      object: {
        kind: fix.owner.kind,
        namespace: subject.namespace,
        name: fix.owner.name,
        field: `containers[${subject.container.name}].${given.list}[${given.index}]`,
      },
      proof: [
        logProof(subject, fact),
        specProof(subject, given.list, (subject.container[given.list] ?? []).join(' ')),
        attemptProof(subject),
        ...(back ? [back.proof] : []),
      ],
      fixes: [
        ...(back ? [back.fix] : []),
        ...(meant
          ? [setWord(fix, `say --${meant.near}; ${meant.program} has no --${setting}`, given.list, given.index - 1, `--${meant.near}`)]
          : []),
        ...(better ? [setWord(fix, `let --${setting} be ${better}`, given.list, given.index, better)] : []),
      ],
    };
  },
};

function ofSetting(refused: RefusedSetting, subject: Subject, evidence: Evidence): Match {
  const { fact, given, place } = refused;
  const fix = new WorkloadFix(subject, evidence);
  const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args) /.test(change));
  return {
    summary: `the program in container ${subject.container.name} refuses ${place.list}[${place.index}] ${given.text}: ${fact.fields.detail ?? fact.quote}`,
    confidence: 'certain',
    object: settingObject(given.setting, fix),
    proof: [
      logProof(subject, fact),
      specProof(subject, place.list, (subject.container[place.list] ?? []).join(' ')),
      attemptProof(subject),
      ...(back ? [back.proof] : []),
    ],
    fixes: [...(back ? [back.fix] : []), otherSetting(refused, fix)],
  };
}
