/** What the last run of a container said of its end, as far as its log could be read. */
import type { Fact, FactKind } from '../logs/fact.ts';
import { decisiveFact, type Thrown, thrownIn } from '../logs/reading.ts';
import { valueOf } from './evidence.ts';
import type { Subject } from './subject.ts';

/** All that is asked of a container here. */
type Logged = Pick<Subject, 'log'>;

/** The fact that decided its end; only of one of these kinds, where some are named. */
export function decidedBy<K extends FactKind = FactKind>({ log }: Logged, ...kinds: K[]): Fact<K> | undefined {
  const reading = valueOf(log());
  return kinds.length > 0 ? decisiveFact(reading, ...kinds) : (reading?.decisive as Fact<K> | undefined);
}

/** The exception that decided its end. */
export const thrownBy = ({ log }: Logged): Thrown | undefined => thrownIn(valueOf(log()));

/** The lines of its log; none where it is not read. */
export const loggedLines = ({ log }: Logged): readonly string[] => valueOf(log())?.lines ?? [];
