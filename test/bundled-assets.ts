/** Bundled by bundle.test.ts as a program of its own: says all that it finds in src/assets.ts. */
import 'yargs';
import { demo, demos, page, pages } from '../src/assets.ts';

/** The build insists on these being there to be replaced. */
export const unused = () => import('yaml');

console.log(
  JSON.stringify({
    pages: pages().map((id) => [id, page(id)]),
    demos: demos().map((name) => [name, demo(name)]),
    none: [page('../assets'), demo('../assets')],
  }),
);
