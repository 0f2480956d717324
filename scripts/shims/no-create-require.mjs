/** Stands in for `node:module` in yargs-parser, which takes createRequire for configuration files only, and does without. Loading it is slow. */
export const createRequire = undefined;
