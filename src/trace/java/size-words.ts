/** Sizes of the JVM as they are written: -Xmx512m; the number stands right behind the option, and k, m, g or t behind it (docs.oracle.com, the java command). */

export const JVM_SIZE = /^-X(?:m[xsn]|ss)$/;

/** Bytes are counted where no unit stands. */
const UNITLESS = /(^|\s)(-X(?:m[xsn]|ss)\d{1,5})(?=\s|$)/;
const SIGNED = /(^|\s)(-X(?:m[xsn]|ss))=(?=\d)/;
/** No more than the letter (openjdk/jdk:src/hotspot/share/runtime/arguments.cpp, parse_integer). */
const LONG_UNIT = /(^|\s)(-X(?:m[xsn]|ss)\d{1,9}[kmgt])(?:ib?|b)(?=\s|$)/i;

/** The first slip of that kind in a text with options, and the text without it. */
export function sizeMended(written: string): { text: string; to: string } | undefined {
  if (UNITLESS.test(written)) return { text: 'write the unit: m for megabytes', to: written.replace(UNITLESS, '$1$2m') };
  if (SIGNED.test(written)) return { text: 'write the size right behind the option, without a sign', to: written.replace(SIGNED, '$1$2') };
  const word = written.split(/\s+/).find((one) => LONG_UNIT.test(one));
  if (word === undefined) return undefined;
  const text = `write ${word.replace(LONG_UNIT, '$1$2')} for ${word}: java has the units k, m, g and t`;
  return { text, to: written.replace(LONG_UNIT, '$1$2') };
}
