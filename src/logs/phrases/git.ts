/** git, as init containers and sync programs run it. */
import type { Phrase } from '../phrase.ts';

export const git: readonly Phrase[] = [
  // A retry in the same folder of a volume meets what the first try left.
  {
    name: 'destination', kind: 'data-not-empty', pattern: /^(?:fatal: )?destination path '(?<path>[^']{1,300})' already exists and is not an empty directory/,
    sample: "fatal: destination path '/site' already exists and is not an empty directory.", source: 'git/git:builtin/clone.c',
    nearMiss: "fatal: could not create work tree dir '/site'",
  },
  {
    name: 'branch', kind: 'value-invalid', fields: { expected: 'a branch or tag of the repository' }, pattern: /^(?:fatal: )?Remote branch (?<value>\S{1,200}) not found in upstream \w/,
    sample: 'fatal: Remote branch mian not found in upstream origin', source: 'git/git:builtin/clone.c',
    nearMiss: "warning: remote HEAD refers to nonexistent ref, unable to checkout",
  },
  {
    name: 'authentication', kind: 'auth-failed', fields: { service: 'git' },
    pattern: /^(?:fatal: )?(?<detail>Authentication failed for '\w{2,10}:\/\/(?:[^'\s/@]{1,300}@)?(?<target>[\w.:-]{1,250})\/[^']{0,400}')/,
    sample: "fatal: Authentication failed for 'https://git.shop/site.git/'", source: 'git/git:remote-curl.c',
    nearMiss: "fatal: repository 'https://git.shop/site.git/' not found",
  },
  {
    name: 'certificate', kind: 'tls-unknown-ca', pattern: /^(?:fatal: )?unable to access '\w{2,10}:\/\/(?:[^'\s/@]{1,300}@)?(?<target>[\w.:-]{1,250})(?:\/[^']{0,400})?': server certificate verification failed\. CAfile: /,
    sample: "fatal: unable to access 'https://git.shop/site.git/': server certificate verification failed. CAfile: none CRLfile: none", source: 'curl/curl:lib/vtls/gtls.c',
    nearMiss: "fatal: unable to access 'https://git.shop/site.git/': Could not resolve host: git.shop",
  },
];
