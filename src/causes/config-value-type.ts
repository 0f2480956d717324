import { thrownBy } from '../evidence/end.ts';
import { attemptProof, keyObject, logProof } from '../evidence/proof.ts';
import { editKeys } from '../fixes/change-keys.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { codeBehind, withoutTime } from '../trace/files/code-in-config.ts';
import { fileOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { asksFor } from '../trace/texts/hollow-entry.ts';
import { type OtherShape, otherShapes } from '../trace/texts/other-shape.ts';
import { isTime, type OtherType, otherTypes } from '../trace/texts/yaml-types.ts';
import { type Cause, RUNG } from './cause.ts';

export const configValueType: Cause = {
  id: 'config-value-type',
  title: 'a value in a file of a ConfigMap has another type than the program wants',
  tier: 'kubernetes',
  covers: ['cfg.bad-value', 'cfg.malformed-file', 'app.python-traceback'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const thrown = thrownBy(subject);
    if (!thrown) return undefined;
    const { log, fact, type, message, frame, words } = thrown;
    const shape = GROUPS.find(([form]) => form.test(words))?.[1];
    const said = FORMS.map((form) => form.exec(words)).find((match) => match !== null);
    const wants = methodLacking(words);
    const is = wants?.is ?? said?.slice(1).find((one) => one !== undefined);
    if (is === undefined && shape === undefined) return undefined;
    const code = [...log.lines.map((line) => line.slice(0, 400)), ...codeBehind(frame, subject, evidence)];
    const asks = (key: string) => (wants ? wants.key === key : code.some((line) => asksFor(line, key)));
    const found = meant(
      settingsOf(subject, evidence).flatMap((setting) => {
        const text = setting.written ?? '';
        return !/\.(?:ya?ml|json)$/.test(fileOf(setting) ?? '')
          ? []
          : is !== undefined
            ? otherTypes(text, is, asks).map((value) => ({ setting, ...value, what: why(value, is), does: rewritten(value), is }))
            : otherShapes(text, shape as 'list' | 'text', asks).map((value) => ({ setting, ...value, ...ofShape(value, shape as string) }));
      }),
    );
    if (found?.setting.place.kind !== 'configmap') return undefined;
    const { setting, line, more } = found;
    const { object, key } = found.setting.place;
    const fix = new WorkloadFix(subject, evidence);
    const change =
      found.text === undefined
        ? editKeys(`${found.does} in line ${line} of key ${key}, then start the pods anew`, { sort: 'ConfigMap', name: object }, fix)
        : changeSettings(
            `${found.does} in line ${line} of key ${key}${more.map((one) => `, ${one.better} in line ${one.line}`).join('')}`,
            [{ setting, to: more.at(-1)?.text ?? found.text }],
            fix,
          );
    return {
      summary: `container ${subject.container.name} cannot use ${found.what}: line ${line} of key ${key} of ConfigMap ${object}${more.map((one) => `, and ${one.source} in line ${one.line}`).join('')}; it ends on ${type}: ${message.slice(0, 120)}`,
      confidence: 'likely',
      object: keyObject(subject.namespace, object, key),
      proof: [
        logProof(subject, fact),
        {
          step: `get cm ${object}`,
          quote: `${key}, line ${line}: ${(setting.written ?? '').split('\n')[line - 1]?.trim() ?? ''}`.slice(0, 200),
        },
        attemptProof(subject),
      ],
      fixes: present(change),
      decides: `whether ${frame === undefined ? 'the program' : withoutTime(frame)} gets its value from there`,
    };
  },
};

/** The only one; or, of several in one file, the times of the day, with each also the text in which all are mended. */
function meant<Found extends { setting: Setting; line: number; source?: string; text: string | undefined; is?: string }>(
  found: readonly Found[],
): (Found & { more: OtherType[] }) | undefined {
  const words = found.filter(({ source }) => isTime(source));
  const first = only(found) ?? words[0];
  if (!first || words.some(({ setting }) => setting !== first.setting)) return undefined;
  const more: OtherType[] = [];
  const next = () => otherTypes(more.at(-1)?.text ?? first.text ?? '', first.is ?? '', () => false)[0];
  for (let one = next(); words.length > 1 && one && more.length < words.length; one = next()) more.push(one);
  return { ...first, more };
}

const rewritten = ({ source, better }: OtherType) => `write ${better} for ${source === better ? `"${source}"` : source}`;

const ofShape = ({ key, text }: OtherShape, shape: string) => ({
  what: `${key === undefined ? 'its file' : `what stands behind ${key}`}, which is a ${shape} and no group of entries${shape === 'text' && text !== undefined ? ', as it is base64, where a ConfigMap holds plain text' : ''}`,
  does:
    text === undefined
      ? 'write what the program wants as a group'
      : shape === 'text'
        ? 'write plain text for base64'
        : 'take the dashes or brackets of the list away',
});

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

/** What only a group of entries has, wanted of a list or a text. Python's words (Objects/listobject.c, unicodeobject.c, object.c). */
const GROUPS: readonly (readonly [RegExp, 'list' | 'text'])[] = [
  [
    /^(?:AttributeError: 'list' object has no attribute '(?:get|items|keys|values|setdefault)'|TypeError: list indices must be integers or slices, not str)/,
    'list',
  ],
  [
    /^(?:AttributeError: 'str' object has no attribute '(?:get|items|keys|values|setdefault)'|TypeError: string indices must be integers)/,
    'text',
  ],
];

/** What only a text has, wanted of another type; and what only a number is good for, of a text. Python's words (Objects/, Modules/). */
const FORMS: readonly RegExp[] = [
  /^AttributeError: '(bool|int|float|datetime\.date)' object has no attribute '(?:lower|upper|strip|split|rsplit|splitlines|startswith|endswith|replace|encode|format|title|join|removeprefix|removesuffix)'/,
  /^TypeError: (?:expected string or bytes-like object(?:, got '(bool|int|float)')|sequence item \d{1,6}: expected str instance, (bool|int|float) found|can only concatenate str \(not "(bool|int|float)"\) to str|argument of type '(bool|int|float)' is not iterable|'(bool|int|float)' object is not (?:iterable|subscriptable)|(?:\w{1,40}\(\) )?argument(?: \d)? must be str(?:ing)?, not (bool|int|float|datetime\.date)|expected str, bytes or os\.PathLike object, not (bool|int|float)|str expected, not (bool|int|float))/,
  /^TypeError: (?:'(str)' object cannot be interpreted as an integer|an integer is required \(got type (str)\)|'[<>]=?' not supported between instances of '(?:(str)' and '(?:int|float)'|(?:int|float)' and '(str)'))/,
];
