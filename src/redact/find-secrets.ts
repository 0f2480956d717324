/** Everything in a text that looks like a credential. Linear in its length: text from a cluster may be made to be slow. */
import { findAssignments } from './find-assignments.ts';
import { findLogins } from './find-logins.ts';
import { findPrivateKeys } from './find-private-keys.ts';
import { findTokens } from './find-tokens.ts';
import type { KnownSecrets } from './known-secrets.ts';
import { merged, type Span } from './span.ts';

export function findSecrets(text: string, known: KnownSecrets): Span[] {
  if (text.length < 4) return [];
  return merged([...known.find(text), ...findTokens(text), ...findPrivateKeys(text), ...findLogins(text), ...findAssignments(text)]);
}
