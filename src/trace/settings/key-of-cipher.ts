/** The setting that holds the key of a cipher, where the program says of what length it has to be, and not which one it is. */
import { readIn } from '../../logs/environment-reads.ts';
import { only } from '../../only.ts';
import { fileOf, type Setting } from './settings.ts';

const NAME = /KEY|SECRET|CIPHER|ENCRYPT|PASSPHRASE/i;
/** Of another service, of a pair of keys, or no key but where one is. */
const OTHER =
  /(?:API|ACCESS|PUBLIC|PRIVATE|LICEN[CS]E|SSH|TLS|SSL)_?KEY|(?:_|^)(?:FILE|PATH|ID|NAME|URL|TTL|DIR|HOST)$|_KEYS?_(?:FILE|PATH|ID|NAME|URL|TTL|DIR)/i;
/** What is named for a cipher goes before what may sign or identify. */
const CIPHER = /CIPHER|ENCRYPT|CRYPT|AES|FERNET/i;

/** Undefined where more than one may be it. */
export function keyOfCipher(settings: readonly Setting[]): Setting | undefined {
  const named = settings.filter(({ name }) => name !== undefined && NAME.test(name) && !OTHER.test(name));
  const read = new Set(settings.flatMap((one) => (fileOf(one) === undefined ? [] : readIn(one.written ?? ''))));
  return only(named) ?? only(named.filter(({ name = '' }) => CIPHER.test(name))) ?? only(named.filter(({ name = '' }) => read.has(name)));
}
