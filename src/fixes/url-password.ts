/** A password inside an address: redis://:PASSWORD@cache:6379. */
import type { Fix } from '../report.ts';
import type { Credentials } from '../trace/servers/credentials.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { askedSetting } from './asked-setting.ts';
import { kubectl } from './command.ts';
import { runCommands } from './object.ts';
import type { WorkloadFix } from './workload.ts';

/** From the Secret of the server into that of the address, inside one shell line; neither is shown. */
export function urlPassword({ inUrl, theirs, server }: Credentials, fix: WorkloadFix): Fix | undefined {
  const { evidence, subject } = fix;
  if (!inUrl) return undefined;
  const [own, other] = [inUrl.place, theirs?.place];
  const isPlain = (...words: string[]) => words.every((word) => /^[\w.-]+$/.test(word));
  if (own.kind === 'secret' && other?.kind === 'secret' && isPlain(own.object, own.key, other.object, other.key)) {
    const read = (object: string, key: string, namespace: string) =>
      `${kubectl(evidence, namespace, ['get', 'secret', object], ['-o', `jsonpath={.data.${key.replaceAll('.', '\\.')}}`])} | base64 -d`;
    const password = `$(${read(other.object, other.key, server?.namespace ?? subject.namespace)} | sed 's/[&#\\\\]/\\\\&/g')`;
    const url = `${read(own.object, own.key, subject.namespace)} | sed -E "s#://(([^:@/]*)(:[^@]*)?@)?#://\\2:${password}@#" | base64 | tr -d '\\n'`;
    return runCommands(
      `write the server's password into the address in ${placeOf(inUrl)}, without showing either`,
      [`${kubectl(evidence, subject.namespace, ['patch', 'secret', own.object])} -p "{\\"data\\":{\\"${own.key}\\":\\"$(${url})\\"}}"`],
      fix,
      { again: true },
    );
  }
  const what = 'the address with the password that the server expects';
  return askedSetting(`write the right password into ${placeOf(inUrl)}`, inUrl, { name: inUrl.name, refused: inUrl.value, what }, fix);
}
