/** Values that are no secret though they stand where one would. */

const NOTHING =
  /^(?:true|false|yes|no|on|off|y|n|null|nil|none|undefined|nan|empty|unset|missing|required|optional|invalid|expired|incorrect|wrong|enabled|disabled|n\/a|string|str|int|bytes|redacted|hidden|masked|filtered|sensitive|removed|omitted|\[?filtered\]?)$/i;
/** Hidden by somebody else, or by us: ***, ***2, xxxxx, <redacted>, [FILTERED], ••••. */
const HIDDEN = /^(?:\*{2,}\d{0,6}|x{3,}|X{3,}|\.{3}|…|[•●.·_-]{2,}|[<[({].{0,64}[>\])}])$/;
/** Filled in by somebody else: $X, ${X}, $(X), %X%, {{ .X }}, #{X}, printf's %s, ?, :name. */
const FILLED_IN =
  /^(?:\$\{?[\w.:-]+\}?|\$[({].{0,512}|%[\w.]{1,64}%|%[\w+#.-]{0,6}[sdvqx]|\{\{.{0,512}|#\{.{0,256}|\?|:[a-z_]+|@[\w.]+@|~)$/;
const PATH = /^(?:file:)?(?:\.{0,2}|~)\/[\w./@+-]{0,512}$|^[A-Za-z]:\\[\w\\. -]{0,256}$/;
/** The expression of a program: os.environ["X"], process.env.X, getToken(), self._token. */
const EXPRESSION =
  /^[A-Za-z_$]{1,64}(?:\.[A-Za-z_$]{1,64}){1,8}$|^(?:process|os|self|this|config|cfg|settings|options|args|req|env|ctx|params|System|Deno|module|var|local|data)\.[\w$.]{1,128}$|^[A-Za-z_$][\w$.]{0,128}[([]/;
/** Where a secret is kept: vault:…, arn:aws:…, op://…, an object's namespace/name. */
const REFERENCE =
  /^(?:vault:|ref\+|arn:aws|op:\/\/|sm:\/\/|awssm|aws-sm|gcpsm|gcp:\/\/|azurekeyvault|akv|env:|projects\/[\w-]+\/secrets|secret(?:s|ref)?[:/])/i;
const SLASHED = /^[a-z][a-z._-]{0,62}[a-z\d]{0,4}(?:\/[a-z][a-z._-]{0,62}[a-z\d]{0,4}){1,8}$/;
/** Its own parts are looked at instead: a URL keeps its host. */
const URL = /^[a-z][a-z\d+.-]{1,30}:\/\//i;

export function isPlain(value: string): boolean {
  const text = value.trim();
  return (
    text === '' ||
    NOTHING.test(text) ||
    HIDDEN.test(text) ||
    FILLED_IN.test(text) ||
    PATH.test(text) ||
    EXPRESSION.test(text) ||
    REFERENCE.test(text) ||
    SLASHED.test(text) ||
    URL.test(text)
  );
}

/** Not made of words alone: no name, no sentence, no number. */
export function looksRandom(value: string): boolean {
  const text = value.trim();
  if (text.length < 8 || /\s/.test(text)) return false;
  if (/^[a-z]+(?:[-_.:/][a-z\d]+)*$/i.test(text) && !/[a-z]\d+[a-z]|\d[a-z]+\d/i.test(text) && text.length < 40) return false;
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((one) => one.test(text)).length;
  return classes >= 3 || (classes === 2 && /[a-z]/i.test(text) && /\d/.test(text));
}
