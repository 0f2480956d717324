/** Where the value stands that a program refuses: in a setting, in a file, in what is not read, or nowhere that can be seen. */

import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Fact } from '../../logs/fact.ts';
import { only } from '../../only.ts';
import { isCalledAsHost } from '../network/told-hosts.ts';
import { type Assigned, assignedInScript } from '../programs/assigned.ts';
import { hiddenAddress, urlWithoutHost } from './hidden-address.ts';
import { keyOfCipher } from './key-of-cipher.ts';
import { type LackingPort, lackingPort } from './lacking-port.ts';
import { emptyPodFile, type PodFile } from './pod-file.ts';
import { settingOfSort, settingThatHolds, settingWithHighPort, settingWithoutNumber } from './setting-named.ts';
import { type Setting, settingsOf, unreadSources } from './settings.ts';
import { isLineSpokenOf, isSpokenOf } from './spoken-of.ts';
import { type ValueInFile, valueInFile } from './value-in-file.ts';
import { settingOfScheme } from './wrong-scheme.ts';

/** `unread`, of nowhere: what could not be read, and may have it. */
export type Standing =
  | { at: 'setting'; setting: Setting }
  | { at: 'key of a cipher'; setting: Setting }
  | { at: 'address unread'; setting: Setting }
  | { at: 'start script'; assigned: Assigned }
  | { at: 'file'; file: ValueInFile }
  | { at: 'file of the pod'; file: PodFile }
  | { at: 'nowhere'; unread: string[] };

export interface RefusedValue {
  standing: Standing;
  /** As the program or the setting tells it. */
  value: string | undefined;
  /** HOST:PORT, or a part of it. */
  isAddress: boolean;
  portless: LackingPort | undefined;
  /** Its program speaks of that very setting or line; else the same value may be there by chance. */
  isMeant: boolean;
}

export function refusedValue(fact: Fact<'value-invalid'>, subject: Subject, evidence: Evidence): RefusedValue {
  const { value: told, name, reads, expected } = fact.fields;
  const settings = settingsOf(subject, evidence);
  const isCalled = fact.phrase === 'go/address-port' && !/\blisten \w/.test(fact.quote);
  const portless =
    fact.phrase === 'go/address-port' && told
      ? lackingPort(told, !isCalled, settings, only(subject.container.ports ?? [])?.containerPort)
      : undefined;
  const noNumber = told === 'NaN' ? settingWithoutNumber(name, settings) : undefined;
  const hostless = fact.phrase === 'go/address-missing' ? urlWithoutHost(settings) : undefined;
  const schemed = told === undefined && !reads ? settingOfScheme(expected, settings) : undefined;
  const holder = schemed === null ? undefined : (schemed ?? settingThatHolds(name ?? reads, told, settings));
  const base = { isAddress: portless !== undefined || isCalled, portless, isMeant: true };
  const high = fact.phrase === 'python/port-range' ? settingWithHighPort(settings) : undefined;
  if (high) return { ...base, standing: { at: 'setting', setting: high.setting }, value: high.port };
  // Any variable may be empty.
  const podFile = told === '' ? emptyPodFile(subject) : undefined;
  const isByChance = told === '' && (name ?? reads) === undefined && podFile !== undefined;
  const held = isByChance || (hostless && !isCalledAsHost(holder?.name)) ? hostless : holder;
  const setting = portless?.setting ?? noNumber ?? held ?? hostless;
  if (setting)
    return {
      ...base,
      standing: { at: 'setting', setting },
      value: hostless || noNumber ? wholeValue(setting) : (told ?? wholeValue(setting)),
      isMeant: setting !== holder || isSpokenOf(setting, fact, settings),
    };
  const called = name ?? reads;
  const ofSort = called === undefined ? settingOfSort(expected, told, settings) : undefined;
  if (ofSort) return { ...base, standing: { at: 'setting', setting: ofSort }, value: told ?? wholeValue(ofSort), isMeant: false };
  return { ...base, value: told, ...besideSettings(fact, podFile, isCalled, settings, subject, evidence) };
}

/** In a script, in a file, in what is not read; `isCalled`: it is an address that is called. */
function besideSettings(
  fact: Fact<'value-invalid'>,
  podFile: PodFile | undefined,
  isCalled: boolean,
  settings: readonly Setting[],
  subject: Subject,
  evidence: Evidence,
): Pick<RefusedValue, 'standing'> & Partial<RefusedValue> {
  const { value: told, name, reads, expected } = fact.fields;
  const called = name ?? reads;
  const assigned = called !== undefined && told !== undefined ? assignedInScript(called, told, subject, evidence) : undefined;
  if (assigned) return { standing: { at: 'start script', assigned } };
  const file = told === undefined ? undefined : valueInFile(told, fact.quote, subject, evidence);
  if (file) {
    const isNamed = settings.some((one) => one.value?.includes(file.path)) || fact.quote.includes(file.path);
    return { standing: { at: 'file', file }, isMeant: isNamed || isLineSpokenOf(file.quote, fact) };
  }
  const key = fact.phrase === 'general/key-length' ? keyOfCipher(settings) : undefined;
  if (key) return { standing: { at: 'key of a cipher', setting: key }, value: told ?? wholeValue(key) };
  if (podFile) return { standing: { at: 'file of the pod', file: podFile } };
  const unread = unreadSources(subject, evidence);
  // A URL that stands nowhere else.
  const hidden = unread.length === 0 && (isCalled || /^a URL\b/.test(expected ?? '')) ? hiddenAddress(settings) : undefined;
  if (hidden) return { standing: { at: 'address unread', setting: hidden }, value: told ?? wholeValue(hidden) };
  return { standing: { at: 'nowhere', unread } };
}

/** Of a variable or an argument, which the log may name without its value; what is long is no value to repeat. */
function wholeValue(setting: Setting): string | undefined {
  if (!setting.value || (setting.name === undefined && setting.place.kind !== 'argument')) return undefined;
  const value = setting.place.kind === 'argument' ? setting.value.replace(/^--?[\w.-]+=/, '') : setting.value;
  return value.length <= 80 ? value : undefined;
}
