/** The least that any program of this kind does: one reading, through the same library. bench.mjs makes an executable of it. */
import { execa } from 'execa';

execa('kubectl', ['get', 'pod', ...process.argv.slice(2), '-o', 'json']).then(({ stdout }) =>
  console.log(JSON.parse(stdout).metadata.name),
);
