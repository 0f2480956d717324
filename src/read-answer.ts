/** What an answer tells, by the form that was asked for. */
import type { Known } from './evidence.ts';
import { isNoLog } from './failure.ts';
import type { Answer } from './port.ts';
import type { Query } from './query.ts';

export function readAnswer(query: Query<unknown>, { failure, stdout }: Answer): Known<unknown> {
  if (failure) return failure.kind === 'not-found' ? { state: 'absent' } : { state: 'gap', failure };
  if (query.form === 'text') return isNoLog(stdout) ? { state: 'gap', failure: { kind: 'no-log', message: stdout.trim() } } : { state: 'read', value: stdout };
  if (query.form === 'keys') {
    const lines = stdout.split('\n').filter(Boolean).map((line) => line.split(' '));
    return { state: 'read', value: new Map(lines.map(([name = '', ...keys]) => [name, keys])) };
  }
  try {
    return { state: 'read', value: JSON.parse(stdout) };
  } catch {
    return { state: 'gap', failure: { kind: 'bad-answer', message: 'not JSON' } };
  }
}
