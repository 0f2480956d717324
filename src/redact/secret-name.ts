/** Whether the name of a variable, flag, key or header says that its value is a secret. */

/** `strong`: hardly anything else is called so. `weak`: the value has to look like a secret too. */
export type Secrecy = 'strong' | 'weak' | 'none';

const STRONG =
  /^(?:pw|pwd|passwd|passphrase|passcode|secret|token|jwt|apikey|credentials?|creds|authorization|requirepass|masterauth|rootpw|adminpw)$/;
/** Words grown together: PGPASSWORD, clientsecret, mysqlpasswd, accesstoken. */
const STRONG_END = /(?:passwords?|passwd|passphrase|secret|token|apikey|secretkey|accesskey|privatekey|authkey)$/;
const WEAK =
  /^(?:pass|auth|pin|otp|sig|signature|salt|pepper|cookie|session|sid|pat|bearer|sas|creds|dockerconfigjson|license|seed|mnemonic)$/;
/** What stands before "key" where it opens nothing. */
const PUBLIC_KEYS = new Set(
  'public primary foreign partition sort cache routing row column object map config configuration hash lookup index unique composite shard tracking redis registry message event group dedup deduplication idempotency project issue etag surrogate publishable foreignkey natural surrogate bucket file path s3 hot translation i18n label annotation data'.split(
    ' ',
  ),
);
const SECRET_KEYS = new Set(
  'api access private secret encryption encrypt signing sign master shared ssh rsa hmac auth account storage crypto crypt cipher aes app application client service license admin deploy webhook integration ingest write consumer session cookie fernet django rails vapid'.split(
    ' ',
  ),
);
/** The last word says that the value is about the secret, not the secret itself. */
const ABOUT = new Set(
  (
    'name names ref refs reference file files filename path paths dir directory url urls uri endpoint endpoints host hosts hostname port address user users username userid login email id ids kind type types ' +
    'algorithm alg algorithms algo ttl expiry expires expiration expire exp timeout interval lifetime duration age length len size min max count counts limit limits quota budget policy policies ' +
    'enabled enable disabled required optional provider providers issuer audience aud subject format header headers field fields version versions mode method methods methodology class store stores engine arn rotation rotate namespace label labels ' +
    'prefix suffix regex regexp pattern column columns table bytes seconds sec secs ms minutes days hours manager encryption authentication authenticator checksum hash hashes digest fingerprint ' +
    'mount mounts volume volumes provisioner controller operator injector template templates review reviews bucket rate usage used index source sources config configuration scope scopes claim claims realm domain region status state error errors ' +
    'changed strength reset hint prompt validator validation check checks found missing source storage cache plugin backend service server validity renew renewal refresh exchange request requests handler generator location'
  ).split(' '),
);
/** Anywhere in the name: a checksum of a secret (Helm's annotation checksum/secret) is none. */
const CHECKSUM = new Set(['checksum', 'sha', 'sha1', 'sha256', 'digest', 'fingerprint', 'hash', 'public']);

const LONGEST = 128;

export function secrecyOf(name: string): Secrecy {
  if (name.length > LONGEST) return 'none';
  const words = wordsIn(name);
  const last = words.at(-1);
  if (last === undefined || ABOUT.has(last) || words.some((word) => CHECKSUM.has(word))) return 'none';
  if (
    words.some(
      (word, at) =>
        STRONG.test(word) || STRONG_END.test(word) || word === 'password' || word.startsWith('password') || isSecretKey(words, at),
    )
  )
    return 'strong';
  if (words.some((word) => WEAK.test(word))) return 'weak';
  if ((last === 'key' || last === 'keys') && words.length > 1 && !PUBLIC_KEYS.has(words.at(-2) as string)) return 'weak';
  return 'none';
}

const isSecretKey = (words: readonly string[], at: number) =>
  at > 0 && /^keys?$/.test(words[at] as string) && SECRET_KEYS.has(words[at - 1] as string);

/** DB_PASSWORD, dbPassword, db-password2, spring.datasource.password → their words, in lower case. */
function wordsIn(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .map((word) => word.replace(/\d+$/, ''))
    .filter(Boolean);
}
