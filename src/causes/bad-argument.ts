import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { otherSetting, type RefusedSetting, refusedSetting } from '../findings/refused-setting.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { setWord } from '../fixes/command-line.ts';
import { rollback } from '../fixes/rollback.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type FileBehind, fileBehind } from '../trace/servers/redis-file-behind.ts';
import { type Argument, argumentOf, betterValue } from '../trace/settings/argument.ts';
import { settingBehind } from '../trace/settings/behind.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { directiveMeant } from '../trace/texts/directives.ts';
import { otherForm } from '../trace/texts/value-forms.ts';
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
    const fact = decidedBy(subject, 'config-malformed');
    const behind = fact && !fact.fields.file && fileBehind(fact.fields.token, subject.container);
    if (behind) return ofFileBehind(fact, behind, subject, evidence);
    const said = /^([\w.-]{2,60}) "?([^"]{0,100})"?$/.exec(fact?.fields.token ?? '');
    if (!fact || fact.fields.file || !said) return undefined;
    const [, setting = '', value = ''] = said;
    const settings = settingsOf(subject, evidence);
    const given = argumentOf(settings, setting, value);
    if (!given) return undefined;
    const source = settingBehind(given, value, settings);
    const { list, index } = given.place;
    const { detail = '' } = fact.fields;
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args) /.test(change));
    const better = otherForm(fact)?.wants ?? betterValue(value, detail);
    const meant = directiveMeant(setting, fact.phrase);
    return {
      summary: `the program in container ${subject.container.name} refuses its argument --${setting} ${value}${detail ? `: ${detail}` : ''}${source === given ? '' : `; the value is taken from ${placeOf(source)}`}`,
      confidence: 'certain',
      object: settingObject(source, fix),
      proof: [
        logProof(subject, fact),
        specProof(subject, list, (subject.container[list] ?? []).join(' ')),
        ...(source === given ? [] : [settingProof(source, undefined, undefined, subject)]),
        attemptProof(subject),
        ...present(back?.proof),
      ],
      fixes: [
        ...present(
          back?.fix,
          meant && setWord(fix, `say --${meant.near}; ${meant.program} has no --${setting}`, list, index - 1, `--${meant.near}`),
        ),
        ...(better ? [changeSettings(`let --${setting} be ${better}`, [{ setting: source, to: better }], fix) ?? []].flat() : []),
        ...(meant || better ? [] : [without(setting, given, fix)]),
      ],
    };
  },
};

/** redis-server reads its file as the first argument alone; behind an option the file is one more value of that option (redis:src/server.c, main). */
function ofFileBehind(
  fact: Fact<'config-malformed'>,
  { list, index, file, option, first }: FileBehind,
  subject: Subject,
  evidence: Evidence,
): Match {
  const fix = new WorkloadFix(subject, evidence);
  const path = `${fix.containerPath}/${list}`;
  const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args) /.test(change));
  return {
    summary: `the program in container ${subject.container.name} takes ${file} (${list}[${index}]) for a value of its argument --${option}: ${fact.fields.detail ?? fact.quote}; redis-server reads a file only where it stands before all options`,
    confidence: 'certain',
    object: fix.containerObject(`${list}[${index}]`),
    proof: [
      logProof(subject, fact),
      specProof(subject, list, (subject.container[list] ?? []).join(' ')),
      attemptProof(subject),
      ...present(back?.proof),
    ],
    fixes: [
      ...present(back?.fix),
      fix.patchJson(`put ${file} before all options`, [{ op: 'move', from: `${path}/${index}`, path: `${path}/${first}` }]),
    ],
  };
}

function without(setting: string, { place: { list, index } }: Argument, fix: WorkloadFix): Fix {
  const path = `${fix.containerPath}/${list}`;
  return fix.patchJson(`take --${setting} out, so that it starts with the default; then give it a value that it takes`, [
    { op: 'remove', path: `${path}/${index}` },
    { op: 'remove', path: `${path}/${index - 1}` },
  ]);
}

function ofSetting(refused: RefusedSetting, subject: Subject, evidence: Evidence): Match {
  const { fact, given, place, source } = refused;
  const fix = new WorkloadFix(subject, evidence);
  const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args) /.test(change));
  const who = place
    ? `the program in container ${subject.container.name} refuses ${place.list}[${place.index}] ${given.text}`
    : `the server refuses what container ${subject.container.name} asks for as it connects, ${given.text} in ${placeOf(given.setting)}`;
  return {
    summary: `${who}: ${fact.fields.detail ?? fact.quote}${source ? `; ${source.name} is taken from ${placeOf(source)}` : ''}`,
    confidence: 'certain',
    object: settingObject(source ?? given.setting, fix),
    proof: [
      logProof(subject, fact),
      place
        ? specProof(subject, place.list, (subject.container[place.list] ?? []).join(' '))
        : settingProof(given.setting, undefined, undefined, subject),
      ...present(source && settingProof(source, undefined, undefined, subject)),
      attemptProof(subject),
      ...present(back?.proof),
    ],
    fixes: present(back?.fix, otherSetting(refused, fix)),
  };
}
