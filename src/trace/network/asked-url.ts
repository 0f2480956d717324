/** The address that a program asked, where it tells of an answer over HTTP. */
import { valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import type { Fact, FactFields } from '../../logs/fact.ts';
import type { LogReading } from '../../logs/reading.ts';
import { only } from '../../only.ts';

/** What it asked for: by that line, by one before it, or by its own command. */
export function askedUrl(fact: Fact<'http-error'>, subject: Subject): string | undefined {
  const log = valueOf(subject.log());
  return fact.fields.url ?? saidBefore(fact.fields.status, log) ?? urlBefore(fact, log) ?? urlOf(subject);
}

/** The line before tells what was asked, and the last one only the answer. */
const saidBefore = (status: string | undefined, log: LogReading | undefined) =>
  only([
    ...new Set(
      (log?.facts ?? []).flatMap(({ kind, fields }) => {
        const { status: same, url } = kind === 'http-error' ? (fields as FactFields['http-error']) : {};
        return url && same === status ? [url] : [];
      }),
    ),
  ]);

/** curl does not name what it asked for; a script may, right before it. */
function urlBefore({ quote, line }: Fact, log: LogReading | undefined): string | undefined {
  if (!/\bcurl: \(22\) /.test(quote)) return undefined;
  const before = log?.lines.slice(Math.max(0, line - 2), line).join('\n') ?? '';
  return only([...new Set(before.match(/https?:\/\/[\w.:-]{1,253}\/[^\s"'`,;)]{1,300}/g) ?? [])]);
}

/** The only page that its own command asks for. */
function urlOf({ container }: Subject): string | undefined {
  const urls = [
    ...new Set(
      commandLine(container)
        .join(' ')
        .match(/https?:\/\/[\w.:-]{1,253}\/[^\s"'`$|;&)]{1,300}/g) ?? [],
    ),
  ];
  return urls.length === 1 ? urls[0] : undefined;
}
