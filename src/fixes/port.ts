/** Lets a program listen on another port, where it is told which. */
import type { Fix } from '../report.ts';
import type { Subject } from '../subject.ts';
import { names } from '../trace/port-holder.ts';
import { type Place, placeOf, settingsOf } from '../trace/settings.ts';
import { changeSettings } from './settings.ts';
import type { WorkloadFix } from './workload.ts';

/** Names of settings for a second port of one program. */
const SIDE = /metric|prom|admin|management|debug|pprof|health|monitor|grpc/i;

/**
 * `side`: one process listens twice, so it is the second port that moves. Undefined where nothing that it is told names the port.
 * `other`, who has to keep the port, may be told it by the same key of a ConfigMap: then the variable is set for this container alone.
 */
export function movePort(fix: WorkloadFix, from: number, to: number, side: boolean, other?: Subject): Fix | undefined {
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
  const text = `let container ${subject.container.name} listen on port ${to} instead (${placeOf(setting)})`;
  if (other && settingsOf(other, evidence).some((one) => isSameKey(one.place, setting.place)))
    return setting.name === undefined
      ? undefined
      : fix.setEnv(`let container ${subject.container.name} alone listen on port ${to} instead, as ${placeOf(setting)} tells both`, [
          `${setting.name}=${written}`,
        ]);
  return changeSettings(text, [{ setting, to: written }], fix);
}

const isSameKey = (a: Place, b: Place) => a.kind === 'configmap' && b.kind === 'configmap' && a.object === b.object && a.key === b.key;
