import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { repairFile } from '../fixes/file-value.ts';
import { giveOptions } from '../fixes/give-options.ts';
import { podFileFix } from '../fixes/pod-field.ts';
import { rollback } from '../fixes/rollback.ts';
import { expectedWords, reasonOf, valueFixes } from '../fixes/value.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { only } from '../only.ts';
import type { Proof } from '../report.ts';
import { hiddenAddress, urlWithoutHost } from '../trace/settings/hidden-address.ts';
import { keyOfCipher } from '../trace/settings/key-of-cipher.ts';
import { lackingPort } from '../trace/settings/lacking-port.ts';
import { nothingRead } from '../trace/settings/nothing-read.ts';
import { fieldBehind, fieldWords, nameOfField } from '../trace/settings/pod-field.ts';
import { emptyPodFile } from '../trace/settings/pod-file.ts';
import { settingThatHolds, settingWithoutNumber } from '../trace/settings/setting-named.ts';
import { placeOf, type Setting, settingsOf, unreadSources } from '../trace/settings/settings.ts';
import { isLineSpokenOf, isSpokenOf } from '../trace/settings/spoken-of.ts';
import { valueInFile } from '../trace/settings/value-in-file.ts';
import { isEncodedUrl, isTimeZone } from '../trace/settings/value-meant.ts';
import { settingOfScheme } from '../trace/settings/wrong-scheme.ts';
import { type Cause, RUNG } from './cause.ts';

export const invalidValue: Cause = {
  id: 'invalid-value',
  title: 'a setting has a value that the program cannot use',
  tier: 'kubernetes',
  covers: ['cfg.bad-value', 'cfg.rollout-regression', 'cfg.downward'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'value-invalid');
    if (!fact || nothingRead(subject, evidence)) return undefined;
    const { container } = subject;
    const told = fact.fields.value;
    const expected = expectedWords(fact.fields.expected);
    if (fact.phrase === 'general/locale' || fact.phrase.endsWith('/pem-text')) return undefined;
    // A zone that there is, is refused where the image has no time zone data.
    if (fact.phrase === 'general/time-zone' && told !== undefined && isTimeZone(told)) return undefined;
    const settings = settingsOf(subject, evidence);
    const isAddress = fact.phrase === 'go/address-port' && !/\blisten \w/.test(fact.quote);
    const portless =
      fact.phrase === 'go/address-port' && told
        ? lackingPort(told, !isAddress, settings, only(container.ports ?? [])?.containerPort)
        : undefined;
    const noNumber = told === 'NaN' ? settingWithoutNumber(fact.fields.name, settings) : undefined;
    const hostless = fact.phrase === 'go/address-missing' ? urlWithoutHost(settings) : undefined;
    const schemed = told === undefined && !fact.fields.reads ? settingOfScheme(fact.fields.expected, settings) : undefined;
    const holder = schemed === null ? undefined : (schemed ?? settingThatHolds(fact.fields.name ?? fact.fields.reads, told, settings));
    const seen = portless?.setting ?? noNumber ?? holder ?? hostless;
    const key = !seen && fact.phrase === 'general/key-length' ? keyOfCipher(settings) : undefined;
    const inFile = seen || told === undefined ? undefined : valueInFile(told, fact.quote, subject, evidence);
    const podFile = seen || inFile || told !== '' ? undefined : emptyPodFile(subject);
    const unread = seen || inFile ? [] : unreadSources(subject, evidence);
    // A URL that stands nowhere else.
    const isHidden = !seen && !inFile && !podFile && unread.length === 0 && (isAddress || /^a URL\b/.test(fact.fields.expected ?? ''));
    const setting = seen ?? key ?? (isHidden ? hiddenAddress(settings) : undefined);
    const value = hostless || noNumber ? wholeValue(setting) : (told ?? wholeValue(setting));
    // What is not set at all cannot be used either; that is another cause.
    if (fact.phrase === 'general/variable-refused' && !setting && unread.length === 0) return undefined;
    // What the line reads besides, nobody has seen.
    const isByCode = fact.phrase.endsWith('/value-of-environment');
    if (isByCode && !setting) return undefined;
    const isOption = fact.fields.name?.startsWith('-') && setting?.value?.trim() !== told?.trim();
    const name = isOption ? fact.fields.name : (setting?.name ?? fact.fields.name);
    // More memory or another probe gives the program no other value.
    // Nor does another revision, where the value stands in an object that both of them read.
    const object = inFile?.name ?? (setting && 'object' in setting.place ? setting.place.object : undefined);
    const back = rollback(
      subject,
      evidence,
      (change) =>
        !/(?:^| )(?:limits|requests|\w+Probe)\./.test(change) &&
        (object === undefined || change.includes(object) || /(?:^| )(?:image|command|args|mount|volume)\b/.test(change)),
    );
    const fix = new WorkloadFix(subject, evidence);
    const isNamed = (path: string) => settings.some((one) => one.value?.includes(path)) || fact.quote.includes(path);
    // The program has written a Secret's value into its log; we don't repeat it.
    const hidden = setting?.place.kind === 'secret' || key !== undefined;
    const proof: [Proof, ...Proof[]] = [
      hidden ? { ...logProof(subject, fact), quote: withoutValues(fact.quote) } : logProof(subject, fact),
    ];
    if (setting) proof.push(settingProof(setting, fact.fields.name, value, subject));
    const field = setting && fieldBehind(setting, subject);
    const isMeant = inFile
      ? isNamed(inFile.path) || isLineSpokenOf(inFile.quote, fact)
      : seen === undefined || seen !== holder || isSpokenOf(seen, fact, settings);
    if (inFile) proof.push({ step: `get cm ${inFile.name}`, quote: `${inFile.key}, line ${inFile.line}: ${inFile.quote}` });
    if (podFile) proof.push(specProof(subject, podFile.path, `metadata.${podFile.field.list}['${podFile.field.key}']`));
    if (back) proof.push(back.proof);
    proof.push(attemptProof(subject));
    const blanks =
      setting?.value !== undefined &&
      setting.name !== undefined &&
      setting.value.trim() === value?.trim() &&
      setting.value !== setting.value.trim();
    // The host is a part of it, which the program has said.
    const shown = value === undefined || (hidden && !isAddress) ? '' : ` "${blanks ? setting?.value : value}"`;
    return {
      summary: `container ${container.name} cannot use the ${portless || isAddress ? 'address' : 'value'}${shown}${name && isMeant ? ` ${portless || isAddress ? 'in' : 'of'} ${name}` : ''}${isByCode && fact.fields.frame ? ` (at ${fact.fields.frame})` : ''}${expected ? `; it wants ${expected}` : reasonOf(fact.fields.expected) ? `: ${reasonOf(fact.fields.expected)}` : ''}${setting ? `; ${seen && !isMeant ? 'the same' : 'it'} ${seen ? 'stands in' : key ? 'is by its name' : 'is in none of the settings that can be read, so it is likely in'} ${placeOf(setting)}` : ''}${field ? `, which takes it ${fieldWords(field, fix.owner)}` : ''}${podFile ? `; it is the text of ${podFile.path}, which is taken ${fieldWords(podFile.field, fix.owner)}` : ''}${inFile ? `; it stands in line ${inFile.line} of key ${inFile.key} of ConfigMap ${inFile.name}` : ''}${blanks ? ', with blanks around it' : ''}${told !== undefined && isEncodedUrl(told) ? '; it is base64 of a URL, as of a Secret that was encoded twice' : ''}${urlFault(fact.quote)}`,
      confidence: (seen || inFile || (podFile && isNamed(podFile.path))) && !isByCode && isMeant ? 'certain' : 'likely',
      object: inFile
        ? { kind: 'ConfigMap', namespace: subject.namespace, name: inFile.name, field: `data[${inFile.key}]` }
        : settingObject(setting, fix),
      proof,
      fixes: [
        ...(back ? [back.fix] : []),
        ...(setting ? valueFixes({ setting, value, name, fact, portless, blanks }, fix) : []),
        // Its own default, or what a script gives: what is given last holds.
        ...(!setting && !inFile && unread.length === 0 && /^--[a-z][a-z-]+$/.test(name ?? '')
          ? [giveOptions(`give it ${name}, with a value that it can use${expected ? ` (${expected})` : ''}`, [name as string], fix)]
          : []),
        ...(podFile ? [podFileFix(podFile, `the ${nameOfField(podFile.field)}${expected ? `, ${expected}` : ''}`, fix)] : []),
        ...(inFile ? [repairFile(inFile, value as string, fact.fields.expected, fix)] : []),
      ],
      decides: isByCode
        ? `whether it is the value of ${name} that this line of code cannot use`
        : key
          ? `how long the value of ${name} is`
          : !isMeant
            ? `whether the program has that value from ${inFile ? inFile.path : placeOf(setting as Setting)}, or from its data`
            : `where the value${shown} comes from: no variable, argument or ConfigMap file that could be read has it${unread.length > 0 ? `, and ${unread.join(', ')} could not be read` : ''}`,
    };
  },
};

/** net/url's words (golang/go:src/net/url/url.go); what stands in a password may be read as the end of the host. */
const URL_FAULTS: readonly [words: RegExp, fault: string][] = [
  [/control character/, 'it holds a control character, such as a line break at its end'],
  [/invalid URL escape/, 'a percent sign in it, as in a password, has to be written %25'],
  [/invalid userinfo/, 'its user or password has a sign that has to be percent-encoded'],
  [
    /invalid port ".{0,200}" after host/,
    'what follows its host is no port; a /, ? or # in a password has to be percent-encoded (%2F, %3F, %23)',
  ],
];

function urlFault(quote: string): string {
  const fault = URL_FAULTS.find(([words]) => words.test(quote))?.[1];
  return fault ? `; ${fault}` : '';
}

/** Of a variable or an argument, which the log may name without its value; what is long is no value to repeat. */
function wholeValue(setting: Setting | undefined): string | undefined {
  if (!setting?.value || (setting.name === undefined && setting.place.kind !== 'argument')) return undefined;
  const value = setting.place.kind === 'argument' ? setting.value.replace(/^--?[\w.-]+=/, '') : setting.value;
  return value.length <= 80 ? value : undefined;
}

/** What stands in quotation marks is the value, or a part of it. */
const withoutValues = (quote: string) => quote.replace(/"[^"]*"/g, '"[hidden]"');
