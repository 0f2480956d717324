/** Commands that give a setting another value than the one that its program refuses: one that is known to do, else one that the user gives. */

import { escaped } from '../escaped.ts';
import { valueOf } from '../evidence/evidence.ts';
import type { Fact } from '../logs/fact.ts';
import { schemeOfPort } from '../logs/fields.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { portWithoutScheme } from '../trace/settings/hidden-address.ts';
import { hiddenValue } from '../trace/settings/hidden-value.ts';
import type { LackingPort } from '../trace/settings/lacking-port.ts';
import { listIn } from '../trace/settings/setting-named.ts';
import { placeOf, type Setting } from '../trace/settings/settings.ts';
import { isEncodedUrl, plainType, valueMeant } from '../trace/settings/value-meant.ts';
import { otherApplication } from './application.ts';
import { askedSetting } from './asked-setting.ts';
import { runCommands } from './object.ts';
import { editKey, filterKey } from './secret-key.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

export interface Refused {
  setting: Setting;
  /** Undefined where neither the log nor the setting tells it. */
  value: string | undefined;
  /** The program's own name for it. */
  name: string | undefined;
  fact: Fact<'value-invalid'>;
  portless: LackingPort | undefined;
  /** It would do without the blanks around it. */
  blanks: boolean;
}

export function valueFixes(refused: Refused, fix: WorkloadFix): Fix[] {
  const { setting, value, name, fact, portless, blanks } = refused;
  const sure = blanks
    ? changeSettings(`take the blanks around ${placeOf(setting)} off`, [{ setting, to: (setting.written ?? '').trim() }], fix)
    : portless?.to !== undefined
      ? changeSettings(`write ${/^:/.test(portless.to) ? portless.to : 'the port, too'}`, [{ setting, to: portless.to }], fix)
      : (corrected(refused, fix) ?? unseenUrl(refused, fix) ?? unseenPort(refused, fix) ?? withScheme(refused, fix));
  if (sure) return [sure];
  const { place, written = '' } = setting;
  if (fact.phrase === 'python/load-object' && place.kind === 'argument' && /^\w[\w.]*:\w+$/.test(written))
    return otherApplication(place, written, fix);
  const expected = expectedWords(fact.fields.expected);
  const what = name ?? placeOf(setting);
  const asked = askedSetting(
    `set ${what} to a value that it can use${expected ? ` (${expected})` : ''}`,
    setting,
    { name, refused: value?.trim(), what: `a valid value of ${what}${expected ? `, ${expected}` : ''}` },
    fix,
  );
  return present(usual(refused, fix), asBefore(refused, fix), withoutItem(refused, fix), asked);
}

function corrected({ setting, value, fact }: Refused, fix: WorkloadFix): Fix | undefined {
  const meant =
    value === undefined ? undefined : (valueMeant(value, fact.fields.expected, setting.name) ?? ownPort(setting, value, fact, fix));
  if (value === undefined || meant === undefined || !setting.written?.includes(value)) return undefined;
  return changeSettings(`write ${meant} for ${value}`, [{ setting, to: setting.written.replace(value, () => meant) }], fix);
}

/** A port by its name in the pod spec, or of the program itself, whose container declares but one. */
function ownPort(
  { name = '', written = '' }: Setting,
  value: string,
  { fields: { expected = '', name: called = '' } }: Fact<'value-invalid'>,
  { subject }: WorkloadFix,
) {
  if (!/\b(?:port|number|int(?:eger)?)\b/i.test(expected)) return undefined;
  const ports = subject.container.ports ?? [];
  const port =
    ports.find((one) => one.name === value) ??
    (OWN_PORT.test(name) || OWN_OPTION.test(called) || LISTENS.test(written) ? only(ports) : undefined);
  return port && String(port.containerPort);
}

const OWN_PORT = /^(?:(?:HTTP|SERVER|APP|LISTEN|WEB|API|NODE|FLASK_RUN|UVICORN)_)?PORT$/;

const OWN_OPTION = /^(?:-p ?[/,] ?)?--(?:(?:http|server|listen|web)-)?port$/;
/** An address on which a program listens itself: 0.0.0.0:8080, --bind=:8080. */
const LISTENS = /^(?:--?(?:b|bind|listen|addr|address)=)?(?:0\.0\.0\.0|\[::\]|\*)?:\w{1,9}$/;

/** A Secret's value is mended where it is. */
function unseenUrl({ setting: { place }, fact }: Refused, fix: WorkloadFix): Fix | undefined {
  const told = fact.fields.value;
  if (place.kind !== 'secret' || told === undefined) return undefined;
  const decoded = isEncodedUrl(told) ? filterKey(place, 'base64 -d', fix) : undefined;
  if (decoded !== undefined)
    return runCommands(`decode key ${place.key} of Secret ${place.object} once more, without showing it`, [decoded], fix, { again: true });
  const [wrong, right] = schemes(told.trim(), valueMeant(told, fact.fields.expected)) ?? [];
  const command = wrong === undefined ? undefined : editKey(place, `s#^${escaped(wrong)}#${right}#`, fix);
  return command === undefined
    ? undefined
    : runCommands(`correct the scheme of the URL in key ${place.key} of Secret ${place.object}, without showing it`, [command], fix, {
        again: true,
      });
}

/** A Service of that name tells the port that the address in a Secret lacks. */
function unseenPort({ setting: { place }, fact: { phrase, fields } }: Refused, fix: WorkloadFix): Fix | undefined {
  const host = fields.value;
  if (place.kind !== 'secret' || phrase !== 'go/address-port' || host === undefined) return undefined;
  const [name = '', namespace = fix.subject.namespace] = host.split('.');
  const service = valueOf(fix.evidence.list('services', namespace))?.find(({ metadata }) => metadata.name === name);
  const port = only(service?.spec.ports ?? [])?.port;
  const form = `^(([a-z][a-z0-9+.-]*://)?([^@/]*@)?${host.replaceAll('.', '\\.')})([/?]|$)`;
  const command = port === undefined ? undefined : editKey(place, `s#${form}#\\1:${port}\\4#`, fix);
  const text = `write port ${port} of Service ${name} behind the host in key ${place.key} of Secret ${place.object}`;
  return command === undefined ? undefined : runCommands(text, [command], fix, { again: true });
}

/** A host with the port of a kind of server, where a URL is wanted. */
function withScheme({ setting }: Refused, fix: WorkloadFix): Fix | undefined {
  const port = portWithoutScheme(setting);
  const scheme = port === undefined ? undefined : schemeOfPort(port);
  if (scheme === undefined || setting.written === undefined) return undefined;
  return changeSettings(
    `write ${scheme}:// before it, the scheme that port ${port} is for`,
    [{ setting, to: `${scheme}://${setting.written.trim()}` }],
    fix,
  );
}

/** What two URLs begin with, where they end in the same way: no more of a secret than its scheme. */
function schemes(told: string, meant: string | undefined): [string, string] | undefined {
  if (meant === undefined) return undefined;
  let same = 0;
  while (same < told.length && told.at(-1 - same) === meant.at(-1 - same)) same++;
  const heads: [string, string] = [told.slice(0, told.length - same), meant.slice(0, meant.length - same)];
  return heads.every((head) => /^(?:jdbc:)?[a-z0-9+]{0,40}[:;.,]?\/{0,2}$/i.test(head)) ? heads : undefined;
}

/** One of a list of names that this version of the program does not know. */
function withoutItem({ setting, value, fact: { fields } }: Refused, fix: WorkloadFix): Fix | undefined {
  const { before, items } = listIn(setting) ?? { before: '', items: [] };
  if (value === undefined || !items.includes(value) || reasonOf(fields.expected) === undefined) return undefined;
  const to = `${before}${items.filter((one) => one !== value).join(',')}`;
  return changeSettings(`take ${value} out of the list, if this version of the program has none of that name`, [{ setting, to }], fix);
}

/** What the failing code itself takes where the variable is not set. */
function usual({ setting, value, fact: { fields } }: Refused, fix: WorkloadFix): Fix | undefined {
  const { reads, otherwise } = fields;
  if (setting.written === undefined || setting.name !== reads || otherwise === undefined || otherwise === value) return undefined;
  return changeSettings(`write ${otherwise}, which the program takes where ${reads} is not set`, [{ setting, to: otherwise }], fix);
}

/** What a ConfigMap has for it, which is hidden by the value that it cannot use. */
function asBefore({ setting, fact: { fields } }: Refused, fix: WorkloadFix): Fix | undefined {
  const hidden = setting.place.kind === 'secret' ? undefined : hiddenValue(setting, fix.subject, fix.evidence);
  if (!hidden || (/\b(?:number|port|int(?:eger)?)\b/.test(fields.expected ?? '') && !/^-?\d+(?:\.\d+)?$/.test(hidden.value)))
    return undefined;
  return changeSettings(`write ${hidden.value}, which ${hidden.of} has for it and this hides`, [{ setting, to: hidden.value }], fix);
}

/** A list alone is what it may be one of, a single word a sort of value (argparse: "invalid day value"). */
export function expectedWords(expected: string | undefined): string | undefined {
  // Go's flag packages say no more of a number that is none (flag.errParse).
  if (expected === undefined || expected === 'parse error' || reasonOf(expected) !== undefined) return undefined;
  const plain = plainType(expected);
  if (plain) return plain;
  if (/^[\da-f.:]{3,45}\/\d{1,3}$/.test(expected)) return `one that contains ${expected}`;
  if (/[\w"'`)]\.$/.test(expected)) return expectedWords(expected.slice(0, -1));
  if (/^["'`\w][\w.+"'`:/-]*, [\w"'`]/.test(expected)) return `one of ${expected}`;
  const [, must = ''] = /^(?:[Ii]nput should be|must be) (.+)$/.exec(expected) ?? [];
  // Pydantic says behind a comma what it tried.
  if (must) return /^an? /.test(must) ? must.replace(/, unable to .*/, '') : `a value ${must}`;
  const valid = /^[Ii]nvalid ([\w ]{1,40})$/.exec(expected)?.[1];
  if (valid) return `a valid ${valid}`;
  if (/^must /.test(expected)) return `a value that ${expected}`;
  if (/^(?:start|begin|end) with /.test(expected)) return `a value that ${expected.replace(' ', 's ')}`;
  // java.lang.Enum.valueOf tells the class.
  if (/^[a-z]\w*(?:\.[a-z]\w*)+\.[A-Z][\w$]*$/.test(expected)) return `a constant of ${expected}`;
  return /^[A-Za-z]\w*$/.test(expected) ? `a valid ${expected}` : expected;
}

/** Go's flag packages put the error of whoever read the value there: it tells why not, and not always what instead. */
export const reasonOf = (expected: string | undefined): string | undefined =>
  expected !== undefined && /^(?:[\w-]{1,30} )?"[^"\n]{1,100}" (?:does not exist|is (?:not|un|in)\w*)\b/.test(expected)
    ? expected
    : undefined;
