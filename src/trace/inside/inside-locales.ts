/** Which locales does the image have? `locale -a` (POSIX locale; glibc's lists what its archive and folders hold). */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Proof } from '../../report.ts';
import { askInside, insideProof } from './inside.ts';

export interface LocalesInside {
  has(locale: string): boolean;
  proof: Proof;
}

/** glibc writes the character set in small letters without signs: en_US.UTF-8 is listed as en_US.utf8 (locale/setlocale.c, _nl_normalize_codeset). */
const normal = (locale: string) =>
  locale.trim().replace(/\.([^@]+)/, (_, charset: string) => `.${charset.replace(/[^A-Za-z0-9]/g, '').toLowerCase()}`);

export function localesInside(subject: Subject, evidence: Evidence): LocalesInside | undefined {
  const answer = valueOf(askInside(subject, evidence, ['locale', '-a']));
  if (!answer || answer.lacks || answer.exit !== 0) return undefined;
  const names = answer.stdout.split('\n').filter((line) => line.trim() !== '');
  if (names.length === 0) return undefined;
  const all = new Set(names.map(normal));
  return { has: (locale) => all.has(normal(locale)), proof: insideProof(answer, `locale -a: ${names.slice(0, 12).join(' ')}`) };
}
