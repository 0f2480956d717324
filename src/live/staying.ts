/** What the commands that stay have in common: how they look, show, investigate and are interrupted. */
import type { Asked } from '../bundle/bundle.ts';
import type { Live, Target } from '../command.ts';
import type { OpenSession } from '../open-session.ts';
import type { Report } from '../report.ts';
import type { Eyes } from './eyes.ts';
import type { Screen } from './screen.ts';

export const INTERRUPTED = 130;

/** How the end came, and what is known then. `session`: the one of the last investigation, for --save. */
export interface Stayed {
  /** Undefined: interrupted before anything was known. */
  report: Report | undefined;
  session: OpenSession;
  /** What the report answers, where it is not what was asked at first: a replay has to ask the same. */
  asked?: Asked;
  code: number | undefined;
}

export type Found = Required<Pick<Stayed, 'session' | 'asked'>> & { report: Report };

export type ReportOn = (asked: Asked, session: OpenSession) => Promise<Report>;

export interface Stay {
  live: Live;
  container: string | undefined;
  session: OpenSession;
  eyes: Eyes;
  screen: Screen;
  /** The report on what was asked, or on this target, as it is now. */
  investigate: (target?: Target, own?: OpenSession) => Promise<Found>;
  /** Waits for the work or for Ctrl-C, whichever comes first; true: it was Ctrl-C. */
  unlessInterrupted: <T>(work: Promise<T>) => Promise<{ value: T } | undefined>;
}
