/** The answer of another program, in which the line that fails looks for a name that is not there. */

import { loggedLines, thrownBy } from '../../evidence/end.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { configMapProof, keyObject } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { changeKey } from '../../fixes/change-keys.ts';
import { serverFirst } from '../../fixes/let-in.ts';
import { WorkloadFix } from '../../fixes/workload.ts';
import { only } from '../../only.ts';
import { present } from '../../present.ts';
import type { Finding, Fix } from '../../report.ts';
import { type AskedAddress, askedAddress, CLIENT } from '../../trace/network/asked-address.ts';
import { type ServedJson, servedJson } from '../../trace/servers/served-json.ts';
import { placeOf } from '../../trace/settings/settings.ts';

/** The lines of the innermost frame, and the error itself. */
const FRAME = 4;
/** KeyError: 'products' of Python. */
const LACKS = /^'([\w.-]{1,100})'$/;
/** A table that is called so is none that a server has answered. */
const OF_SETTINGS = /\b(?:env|environ|config|conf|cfg|settings?|options?|args|secrets?)\[/i;

export function ofAnswer(finding: Finding, subject: Subject, evidence: Evidence): Finding | undefined {
  const thrown = thrownBy(subject);
  const name = thrown?.type === 'KeyError' ? LACKS.exec(thrown.message)?.[1] : undefined;
  const asked = name === undefined ? undefined : askedAddress(subject, evidence);
  const frame = loggedLines(subject).slice(-FRAME);
  if (name === undefined || !asked || frame.some((line) => OF_SETTINGS.test(line))) return undefined;
  const served = servedJson(asked, subject, evidence);
  if (served === 'pending') return finding;
  if (served && !served.names.includes(name)) return ofFile(finding, name, asked, served, subject, evidence);
  const isAsking = frame.some((line) => CLIENT.test(line));
  return isAsking && !served ? ofService(finding, name, asked) : undefined;
}

const said = (finding: Finding, name: string, { service, setting, url }: AskedAddress) =>
  `${finding.summary.replace(/\.$/, '')}; it looks for ${name} in the answer of Service ${service.metadata.name}, to which ${placeOf(setting)} leads (${url})`;

const ofService = (finding: Finding, name: string, asked: AskedAddress): Finding => ({
  ...finding,
  summary: said(finding, name, asked),
  object: { kind: 'Service', namespace: asked.namespace, name: asked.service.metadata.name },
  proof: [...finding.proof, { step: 'get', quote: `${placeOf(asked.setting)}: ${asked.url}` }],
  decides: `what ${asked.url} answers now, and whether that was changed`,
});

function ofFile(
  finding: Finding,
  name: string,
  asked: AskedAddress,
  { file, text, names, behind }: ServedJson,
  subject: Subject,
  evidence: Evidence,
): Finding {
  const pod = behind.pod.metadata.name;
  return {
    ...finding,
    summary: `${said(finding, name, asked)}; pod ${pod} serves key ${file.key} of ConfigMap ${file.name} there, which has ${names.slice(0, 5).join(', ') || 'nothing'}, and no ${name}`,
    object: keyObject(behind.namespace, file.name, file.key),
    proof: [...finding.proof, configMapProof(file.name, `${file.key}: ${names.slice(0, 5).join(', ')}`)],
    fixes: [...present(renamed(name, file, text, only(names), behind, subject, evidence)), ...finding.fixes],
    decides: `which of the two was changed: what ${file.name} serves, or what the program reads`,
  };
}

function renamed(
  name: string,
  { name: object, key }: ServedJson['file'],
  text: string,
  old: string | undefined,
  behind: Subject,
  subject: Subject,
  evidence: Evidence,
): Fix | undefined {
  const quoted = JSON.stringify(old);
  if (old === undefined || text.split(quoted).length !== 2) return undefined;
  const to = text.replace(quoted, () => JSON.stringify(name));
  const words = `call it ${name} again, as the program does, and not ${old}`;
  return serverFirst(changeKey(words, { name: object, key }, to, new WorkloadFix(behind, evidence)), behind, subject, evidence);
}
