/** Runs test files that it is told of, one after the other, so that what they have in common is loaded once. */
globalThis.UVU_DEFER = 1;
const { exec } = await import('uvu');

process.on('message', async (file) => {
  globalThis.UVU_QUEUE = [[null]];
  await import(file);
  await exec();
  process.stdout.write('\0');
});
