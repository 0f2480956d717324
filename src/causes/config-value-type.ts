import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { only } from '../only.ts';
import { codeBehind, withoutTime } from '../trace/files/code-in-config.ts';
import { fileOf, settingsOf } from '../trace/settings/settings.ts';
import { asksFor } from '../trace/texts/hollow-entry.ts';
import { type OtherType, otherTypes } from '../trace/texts/yaml-types.ts';
import { type Cause, RUNG } from './cause.ts';

export const configValueType: Cause = {
  id: 'config-value-type',
  title: 'a value in a file of a ConfigMap has another type than the program wants',
  tier: 'kubernetes',
  covers: ['cfg.bad-value', 'cfg.malformed-file', 'app.python-traceback'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'exception');
    if (!log || !fact) return undefined;
    const { type = '', message = '', frame } = fact.fields as { type?: string; message?: string; frame?: string };
    const said = FORMS.map((form) => form.exec(`${type}: ${message}`)).find((match) => match !== null);
    const wants = methodLacking(`${type}: ${message}`);
    const is = wants?.is ?? said?.slice(1).find((one) => one !== undefined);
    if (is === undefined) return undefined;
    const code = [...log.lines.map((line) => line.slice(0, 400)), ...codeBehind(frame, subject, evidence)];
    const found = only(
      settingsOf(subject, evidence).flatMap((setting) =>
        /\.(?:ya?ml|json)$/.test(fileOf(setting) ?? '')
          ? otherTypes(setting.written ?? '', is, (key) => (wants ? wants.key === key : code.some((line) => asksFor(line, key)))).map(
              (value) => ({ setting, value }),
            )
          : [],
      ),
    );
    if (found?.setting.place.kind !== 'configmap') return undefined;
    const { setting, value } = found;
    const { object, key } = found.setting.place;
    const fix = new WorkloadFix(subject, evidence);
    const change = changeSettings(
      `write ${value.better} for ${value.source === value.better ? `"${value.source}"` : value.source} in line ${value.line} of key ${key}`,
      [{ setting, to: value.text }],
      fix,
    );
    return {
      summary: `container ${subject.container.name} cannot use ${why(value, is)}: line ${value.line} of key ${key} of ConfigMap ${object}; it ends on ${type}: ${message.slice(0, 120)}`,
      confidence: 'likely',
      object: { kind: 'ConfigMap', namespace: subject.namespace, name: object, field: `data[${key}]` },
      proof: [
        logProof(subject, fact),
        {
          step: `get cm ${object}`,
          quote: `${key}, line ${value.line}: ${(setting.written ?? '').split('\n')[value.line - 1]?.trim() ?? ''}`.slice(0, 200),
        },
        attemptProof(subject),
      ],
      fixes: change ? [change] : [],
      decides: `whether ${frame === undefined ? 'the program' : withoutTime(frame)} gets its value from there`,
    };
  },
};

const why = ({ key, source }: OtherType, is: string) =>
  is.startsWith('no ')
    ? `${source} of ${key}, which is ${is}`
    : is === 'str'
      ? `"${source}" of ${key}, which stands in quotation marks and so is a text and no number`
      : `${source}${key ? ` of ${key}` : ''}, which has no quotation marks, so that YAML reads it as ${NAMES[is]} and not as text`;

const NAMES: Readonly<Record<string, string>> = { bool: 'true or false', int: 'a number', float: 'a number', 'datetime.date': 'a date' };

/** JavaScript's words name what the value was taken from: config.origins.map is not a function. */
const LACKS = /^TypeError: (?:[A-Za-z_$][\w$]{0,60}\.){1,8}([A-Za-z_$][\w$]{0,60})\.(\w{1,30}) is not a function/;
const OF_LISTS = /^(?:map|forEach|filter|reduce|some|every|join|flatMap|find|push)$/;
const OF_TEXTS = /^(?:split|toLowerCase|toUpperCase|trim|startsWith|endsWith|replace|replaceAll|match|padStart)$/;

function methodLacking(words: string): { key: string; is: 'no list' | 'no text' } | undefined {
  const [, key, method = ''] = LACKS.exec(words) ?? [];
  if (key === undefined) return undefined;
  return OF_LISTS.test(method) ? { key, is: 'no list' } : OF_TEXTS.test(method) ? { key, is: 'no text' } : undefined;
}

/** What only a text has, wanted of another type; and what only a number is good for, of a text. Python's words (Objects/, Modules/). */
const FORMS: readonly RegExp[] = [
  /^AttributeError: '(bool|int|float|datetime\.date)' object has no attribute '(?:lower|upper|strip|split|rsplit|splitlines|startswith|endswith|replace|encode|format|title|join|removeprefix|removesuffix)'/,
  /^TypeError: (?:expected string or bytes-like object(?:, got '(bool|int|float)')|sequence item \d{1,6}: expected str instance, (bool|int|float) found|can only concatenate str \(not "(bool|int|float)"\) to str|argument of type '(bool|int|float)' is not iterable|'(bool|int|float)' object is not (?:iterable|subscriptable)|expected str, bytes or os\.PathLike object, not (bool|int|float)|str expected, not (bool|int|float))/,
  /^TypeError: (?:'(str)' object cannot be interpreted as an integer|an integer is required \(got type (str)\)|'[<>]=?' not supported between instances of '(?:(str)' and '(?:int|float)'|(?:int|float)' and '(str)'))/,
];
