/** The Service that a program calls by a name which stands in its own code or file, where neither its log nor a variable names the host. */

import { escaped } from '../../escaped.ts';
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Service } from '../../kube/shapes.ts';
import { settingsOf } from '../settings/settings.ts';
import { portOfKind } from './server-kinds.ts';

/** The only Service with the usual port of that kind of server whose name stands there as a string, or as the host of an address. */
export function serviceInText(kind: string, subject: Subject, evidence: Evidence): { host: string; port: number } | undefined {
  const port = portOfKind(kind);
  if (port === undefined) return undefined;
  const texts = settingsOf(subject, evidence).flatMap(({ written }) => written ?? []);
  const listens = ({ spec }: Service) => (spec.ports ?? []).some((one) => one.port === port);
  const services = texts.length ? (valueOf(evidence.list('services', subject.namespace)) ?? []).filter(listens) : [];
  const named = services.filter(({ metadata: { name } }) => {
    const form = new RegExp(
      `(?:(['"\`])${escaped(name)}(?:[.:][^'"\`\\n]{0,100})?\\1|(?://|@|\\bhost ?[=:] ?)${escaped(name)}(?=[.:/?\\s'"]|$))`,
      'im',
    );
    return texts.some((text) => form.test(text));
  });
  const [only] = named;
  return only && named.length === 1 ? { host: only.metadata.name, port } : undefined;
}
