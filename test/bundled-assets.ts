/** Bundled by bundle.test.ts as a program of its own: says all that it finds in the modules that the build replaces. */
import { demo, demos, page, pages } from '../src/assets.ts';
import { PHRASES } from '../src/logs/phrase-list.ts';

/** The build insists on these being there to be replaced. */
export const unused = () => [import('yaml'), import('yargs')];

console.log(
  JSON.stringify({
    pages: pages().map((id) => [id, page(id)]),
    demos: demos().map((name) => [name, demo(name)]),
    phrases: PHRASES.map((phrase) => ({ ...phrase, pattern: String(phrase.pattern), each: String(phrase.each) })),
    none: [page('../assets'), demo('../assets')],
  }),
);
