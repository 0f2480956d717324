/** pydantic says the same of settings, which it takes from variables, and of any data that is given to a model: a file, an answer. */
import type { Fact } from '../../logs/fact.ts';
import type { LogReading } from '../../logs/reading.ts';

/** BaseSettings is a package of its own since pydantic 2 (pydantic_settings/main.py): its frame stands in the traceback. */
export const isModelOfData = ({ phrase }: Fact, { lines }: LogReading): boolean =>
  phrase === 'python/pydantic-missing' &&
  lines.some((line) => /\/pydantic\/main\.py"/.test(line)) &&
  !lines.some((line) => /pydantic_settings[/.]/.test(line));
