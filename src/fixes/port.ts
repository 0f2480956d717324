/** Lets a program listen on another port, where it is told which. */
import type { Fix } from '../report.ts';
import { names } from '../trace/port-holder.ts';
import { placeOf, settingsOf } from '../trace/settings.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

/** Names of settings for a second port of one program. */
const SIDE = /metric|prom|admin|management|debug|pprof|health|monitor|grpc/i;

/** `side`: one process listens twice, so it is the second port that moves. Undefined where nothing that it is told names the port. */
export function movePort(fix: WorkloadFix, from: number, to: number, side: boolean): Fix | undefined {
  const { subject, evidence } = fix;
  const named = settingsOf(subject, evidence).filter(
    (setting) => names(setting, from) && setting.written !== undefined && setting.place.kind !== 'secret',
  );
  const rank = ({ name = '', place, written = '' }: (typeof named)[number]) =>
    SIDE.test(name || written) ? 0 : place.kind === 'env' ? 1 : place.kind === 'argument' ? 2 : 3;
  const [setting] = side
    ? named.sort((a, b) => rank(a) - rank(b))
    : named.sort((a, b) => Number(SIDE.test(a.name ?? '')) - Number(SIDE.test(b.name ?? '')));
  if (setting?.written === undefined) return undefined;
  const written = setting.written.replace(new RegExp(`(^|[^\\d.])${from}(?![\\d.])`, 'g'), `$1${to}`);
  return changeSettings(
    `let container ${subject.container.name} listen on port ${to} instead (${placeOf(setting)})`,
    [{ setting, to: written }],
    fix,
  );
}
