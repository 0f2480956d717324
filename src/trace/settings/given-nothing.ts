/**
 * What the libraries that need a secret, a key or an address say where they are given nothing, which is what a program has of a variable
 * that is not set: each by its own source. They can't know what the variable is called.
 */
const SAID: readonly [form: RegExp, what: string][] = [
  [/\bJwtStrategy requires a secret or key\b/, 'a secret'], // mikenicholson/passport-jwt:lib/strategy.js
  [/\bsecretOrPrivateKey must have a value\b|\bsecret or public key must be provided\b/, 'a secret'], // auth0/node-jsonwebtoken:sign.js, verify.js
  [/\b\w{0,40}Strategy requires a client(?:ID|Secret) option\b/, 'the ID and the secret of a client'], // jaredhanson/passport-oauth2:lib/strategy.js
  [/\bsecret option required for sessions\b/, 'the secret of its sessions'], // expressjs/session:index.js
  [/The `uri` parameter to `openUri\(\)` must be a string, got "?undefined/, 'the address of its database'], // Automattic/mongoose:lib/connection.js
  [/\bNeither apiKey nor config\.authenticator provided\b/, 'a key'], // stripe/stripe-node:src/stripe.core.ts
  [/\bsupabase(?:Url|Key) is required\b/, 'the address and the key of its database'], // supabase/supabase-js:src/SupabaseClient.ts
  [/\bService account object must contain a string "\w{1,30}" property\b/, 'a service account'], // firebase/firebase-admin-node:src/app/credential-internal.ts
  [/\bTelegram Bot Token not provided\b|\bBot Token is required\b/, 'a token'], // yagop/node-telegram-bot-api:src/telegram.js, telegraf/telegraf:src/telegraf.ts
  [/The "\w{1,40}" argument must be (?:one )?of type string\b[^\n]{0,200}\. Received (?:undefined|null)\b/, 'a text'], // nodejs/node:lib/internal/errors.js (ERR_INVALID_ARG_TYPE)
  [/\bexpected (?:str|string)[^\n]{0,60}(?:,| but) (?:not|got) NoneType\b|\bargument must be str\w{0,3}, not None(?:Type)?\b/, 'a text'], // python/cpython:Objects/unicodeobject.c, Python/getargs.c
];

/** What it is that the library wants; undefined where its words are of something else. */
export const wantedOf = (message: string): string | undefined => SAID.find(([form]) => form.test(message))?.[1];

/** The texts that languages make of nothing. */
const TEXTS: Readonly<Record<string, string>> = { undefined: 'JavaScript', None: 'Python', '<nil>': 'Go' };

/** For a sentence: whose word for nothing the text is; undefined where it is none. */
export const languageOfNothing = (text: string): string | undefined => TEXTS[text];
