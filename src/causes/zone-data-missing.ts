import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { advised } from '../fixes/fix.ts';
import { isTimeZone } from '../trace/settings/value-meant.ts';
import { type Cause, RUNG } from './cause.ts';

export const zoneDataMissing: Cause = {
  id: 'zone-data-missing',
  title: 'the image has no time zone data',
  tier: 'container',
  covers: ['app.missing-file'],
  rung: RUNG.said,

  detect(subject) {
    const fact = decidedBy(subject, 'value-invalid', 'exception');
    const { type, value } = (fact?.fields ?? {}) as { type?: string; value?: string };
    const zone = fact?.phrase === 'general/time-zone' ? value : undefined;
    // Ruby's tzinfo looks for the whole of it at its start.
    const lacksAll = type === 'TZInfo::DataSourceNotFound';
    if (!fact || !(lacksAll || (zone && isTimeZone(zone)))) return undefined;
    const { container } = subject;
    return {
      summary: `the program in container ${container.name} does not find ${lacksAll ? 'any time zone' : `the time zone ${zone}, which there is`}: image ${container.image ?? ''} ${lacksAll ? 'has' : 'most likely has'} no time zone data`,
      confidence: 'likely',
      object: { kind: 'Image', name: container.image ?? '' },
      proof: [logProof(subject, fact), attemptProof(subject)],
      fixes: [
        advised(
          `build the image anew with its package of time zone data (tzdata), or let the program bring it: import _ "time/tzdata" in Go, the package tzdata in Python, the gem tzinfo-data in Ruby`,
        ),
      ],
      decides: `whether /usr/share/zoneinfo${zone ? `/${zone}` : ''} is in the image`,
    };
  },
};
