/** The keystores of a container and what it is told as their passwords. No password is read, and none is repeated. */

import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import { volumeOf } from '../../kube/pod.ts';
import { only } from '../../only.ts';
import { mountedFile } from '../files/mounted-file.ts';
import { volumeFiles } from '../files/volume-files.ts';
import type { Setting } from '../settings/settings.ts';

export interface Keystore {
  path: string;
  /** "Secret web-tls key keystore.p12"; undefined where no ConfigMap or Secret brings it. */
  object: string | undefined;
}

const FILE = /\.(?:p12|pfx|pkcs12|jks|jceks|bcfks|keystore|truststore)$/i;
/** Failed to load SSL keystore /etc/kafka/secrets/kafka.keystore.jks of type JKS; Could not load store from 'file:/ks/server.p12'. */
const SAID =
  /(?<=(?:keystore|truststore|store from|file:|KeyStore) ?['"]?(?:file:)?)\/[\w@%+./-]{1,200}\.(?:p12|pfx|jks|jceks|bcfks|keystore|truststore)\b/g;
/** KEYSTORE_PASSWORD, SERVER_SSL_KEY_STORE_PASSWORD (Spring Boot), QUARKUS_…_KEY_STORE_PASSWORD, P12_PASSPHRASE, Kestrel__Certificates__Default__Password (ASP.NET Core). */
const PASSWORD = /(?:(?:KEY|TRUST)_?STORE|P12|PFX|PKCS12|JKS)\w*_?(?:PASS|PWD)|(?:KEY|TRUST)STOREPASS|CERT(?:IFICATE)?S?_\w*PASS/i;

/** SERVER_SSL_KEY_PASSWORD (Spring Boot), KAFKA_SSL_KEY_PASSWORD: of the key inside, where it is not that of the keystore. */
const KEY_PASSWORD = /KEY_?(?:PASS|PWD)/i;

export type Named = Setting & { name: string };
const namedBy =
  (pattern: RegExp) =>
  (settings: readonly Setting[]): Named[] =>
    settings.filter((one): one is Named => one.name !== undefined && pattern.test(one.name) && !/_FILE$/.test(one.name));

/** Variables that are named for such a password. */
export const keystorePasswords = namedBy(PASSWORD);
export const keyPasswords = namedBy(KEY_PASSWORD);

/** -Djavax.net.ssl.trustStorePassword=… among other options, where nothing is to be replaced as a whole. */
export const keystoreOptions = (settings: readonly Setting[]): Setting[] =>
  settings.filter(({ value }) => /-D[\w.]{0,60}(?:key|trust)-?store[.-]?password=/i.test(value ?? ''));

/** The file that the log names (Kafka, Spring Boot), else those that its settings name; where they name none, those that its Secrets mount. */
export function keystoresOf(subject: Subject, settings: readonly Setting[], evidence: Evidence): Keystore[] {
  const named = settings.flatMap(({ name, place, value = '' }) =>
    name === undefined && place.kind !== 'argument'
      ? []
      : value.split(/[\s=,]+/).map((word) => word.replace(/^(?:file:)?(?:\/\/)?(?=\/)/, '')),
  );
  const said = only([...new Set((valueOf(subject.log())?.block ?? []).flatMap((line) => line.match(SAID) ?? []))]);
  const told = said ? [said] : named.filter((word) => word.startsWith('/') && FILE.test(word));
  const paths = told.length > 0 ? told : mountedPaths(subject, evidence);
  return [...new Set(paths)].map((path): Keystore => {
    const source = mountedFile(path, subject)?.source;
    return { path, object: source && `${source.kind} ${source.name}${source.key === undefined ? '' : ` key ${source.key}`}` };
  });
}

function mountedPaths({ container, pod, namespace }: Subject, evidence: Evidence): string[] {
  return (container.volumeMounts ?? []).flatMap((mount) => {
    const volume = volumeOf(pod, mount.name);
    if (!volume?.secret || mount.subPath !== undefined) return [];
    const files = volumeFiles(volume, namespace, evidence) ?? [];
    return files.filter((file) => FILE.test(file)).map((file) => `${folderPath(mount.mountPath)}/${file}`);
  });
}
