/** The file of authorities that a runtime is told to trust, where the volume that is to bring it does not have it: most go on without. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import { only } from '../../only.ts';
import { type Setting, settingsOf } from '../settings/settings.ts';
import { keyFor } from './key-for-file.ts';
import { type MountedFile, mountedFile } from './mounted-file.ts';
import { volumeFiles } from './volume-files.ts';

export interface TrustFile {
  setting: Setting;
  /** NODE_EXTRA_CA_CERTS, -Djavax.net.ssl.trustStore */
  by: string;
  path: string;
  /** What is mounted there, and the files that it brings. */
  source: Pick<NonNullable<MountedFile['source']>, 'kind' | 'name'>;
  files: string[];
  /** The path of the one that is meant, if one stands out. */
  meant: string | undefined;
}

/**
 * Node.js warns and goes on (src/crypto/crypto_context.cc, "Ignoring extra certs"), OpenSSL (SSL_CERT_FILE) and the JVM (TrustStoreManager)
 * take a file that is not there for an empty one and say nothing.
 */
const VARIABLE = /^(?:NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|CURL_CA_BUNDLE|GRPC_DEFAULT_SSL_ROOTS_FILE_PATH)$/;
const OPTION = /(?:^|[\s"'])-Djavax\.net\.ssl\.trustStore=(\/[^\s"']{1,300})/;

export function lackingTrustFile(subject: Subject, evidence: Evidence): TrustFile | undefined {
  return only(
    settingsOf(subject, evidence).flatMap((setting): TrustFile[] => {
      const { name, place, value = '' } = setting;
      const isVariable = name !== undefined && VARIABLE.test(name);
      const path = isVariable ? value.trim() : name || place.kind === 'argument' ? OPTION.exec(value)?.[1] : undefined;
      const mounted = path?.startsWith('/') ? mountedFile(path, subject) : undefined;
      const files = mounted && !mounted.mount.subPath ? volumeFiles(mounted.volume, subject.namespace, evidence) : undefined;
      if (!path || !mounted?.source || !files) return [];
      const folder = folderPath(mounted.mount.mountPath);
      const file = path.slice(folder.length + 1);
      if (files.includes(file)) return [];
      const meant = keyFor(file, files);
      const by = isVariable ? name : '-Djavax.net.ssl.trustStore';
      return [{ setting, by, path, source: mounted.source, files, meant: meant && `${folder}/${meant}` }];
    }),
  );
}
