/** Which key of an object a file is meant to be, by their names. */

import { escaped } from '../../escaped.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { lastName } from '../../kube/folder.ts';
import { nearest } from '../../nearest.ts';
import { only } from '../../only.ts';
import { settingsOf } from '../settings/settings.ts';

/** What a file of TLS is, by its name: cert.pem and tls.crt are one thing. */
const ROLES: readonly [role: string, form: RegExp][] = [
  ['ca', /(?:^|[._-])(?:ca|root|bundle)(?:[._-]|$)/i],
  ['key', /(?:^|[._-])(?:priv\w*)?key(?:[._-]|$)|\.key$/i],
  ['certificate', /cert|chain|\.(?:crt|cer|pem)$/i],
];
const roleOf = (name: string) => ROLES.find(([, form]) => form.test(name))?.[0];
const isOfTls = (name: string) => /\.(?:crt|cer|pem|key)$/i.test(name);

/** Formats that a parser of another one cannot read; a YAML parser reads JSON. */
const FORMAT = /\.(json|ya?ml|toml|xml|ini|properties|csv)$/;

function isOtherFormat(name: string, key: string): boolean {
  const [wanted, has] = [name, key].map((one) => FORMAT.exec(one)?.[1]?.replace('yml', 'yaml'));
  return wanted !== undefined && has !== undefined && wanted !== has && !(wanted === 'yaml' && has === 'json');
}

/** rules.txt is rules.conf under another ending. */
function sameStem(name: string, keys: readonly string[]): string | undefined {
  const stem = name.replace(/\.\w{1,12}$/, '');
  const found = keys.filter((key) => key.replace(/\.\w{1,12}$/, '') === stem);
  return stem !== name && found.length === 1 ? found[0] : undefined;
}

/** The same name elsewhere in the path, one that is near, the only one of its kind, the only one where one of the two has no ending. */
export function keyFor(file: string, all: readonly string[]): string | undefined {
  const name = lastName(file);
  const keys = all.filter((key) => !isOtherFormat(name, key));
  if (keys.includes(name)) return name;
  const ofTls = isOfTls(name) ? keys.filter((key) => isOfTls(key) && roleOf(key) === roleOf(name)) : [];
  const extension = /\.\w{1,12}$/.exec(name)?.[0];
  return (
    nearest(name, keys) ??
    only(ofTls) ??
    (isOfTls(name) ? undefined : sameStem(name, keys)) ??
    (isOfTls(name) ? undefined : only(keys.filter((key) => extension !== undefined && key.endsWith(extension)))) ??
    (extension === undefined || !/\./.test(keys[0] ?? '') ? only(keys) : undefined)
  );
}

/** What images bring, and hardly a ConfigMap: a volume over its folder hides it. */
export const isOfImage = (file: string): boolean =>
  /(?:^|\/)[^./]+$|\.(?:types|so(?:\.[\d.]+)?|[cm]?js|py|jar|class|rb|php|html?|css|dll|sh)$|_params$/.test(file);

/** Other files of the folder that its settings name. */
export function filesNamedIn(folder: string, subject: Subject, evidence: Evidence): string[] {
  const form = new RegExp(`${escaped(folder)}/([\\w.-]{1,100})(?![\\w./-])`, 'g');
  const texts = settingsOf(subject, evidence).flatMap(({ value }) => value ?? []);
  return [...new Set(texts.flatMap((text) => [...text.matchAll(form)].map((match) => match[1] as string)))];
}
