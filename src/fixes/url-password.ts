/** A password inside an address: redis://:PASSWORD@cache:6379. */
import type { Fix } from '../report.ts';
import type { Credentials } from '../trace/servers/credentials.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { askedSetting } from './asked-setting.ts';
import { runCommands } from './object.ts';
import { filterKey, isPlain, readKey } from './secret-key.ts';
import type { WorkloadFix } from './workload.ts';

/** From the Secret of the server into that of the address, inside one shell line; neither is shown. */
export function urlPassword({ inUrl, theirs, server }: Credentials, fix: WorkloadFix): Fix | undefined {
  const { evidence, subject } = fix;
  if (!inUrl) return undefined;
  const [own, other] = [inUrl.place, theirs?.place];
  if (own.kind === 'secret' && other?.kind === 'secret' && isPlain(other.object, other.key)) {
    const given = `${readKey(other, server?.namespace ?? subject.namespace, evidence)} | base64 -d`;
    const password = `$(${given} | sed 's/[&#\\\\]/\\\\&/g')`;
    const command = filterKey(own, `sed -E "s#://(([^:@/]*)(:[^@]*)?@)?#://\\2:${password}@#"`, fix);
    const text = `write the server's password into the address in ${placeOf(inUrl)}, without showing either`;
    if (command !== undefined) return runCommands(text, [command], fix, { again: true });
  }
  const what = 'the address with the password that the server expects';
  return askedSetting(`write the right password into ${placeOf(inUrl)}`, inUrl, { name: inUrl.name, refused: inUrl.value, what }, fix);
}
