/** What would decide is the code, or a run by hand, with what it was told from outside: all of it by name. */

import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { present } from '../../present.ts';
import type { Finding } from '../../report.ts';
import { settingsOf } from '../../trace/settings/settings.ts';

/** Names of each sort that are listed. */
const MOST = 5;

export function withGiven(finding: Finding, subject: Subject, evidence: Evidence): Finding {
  const settings = settingsOf(subject, evidence);
  const variables = settings.flatMap(({ name, place }) => (name !== undefined && place.kind === 'env' ? [name] : []));
  const objects = settings.flatMap(({ place }) =>
    place.kind === 'configmap' ? [`ConfigMap ${place.object}`] : place.kind === 'secret' ? [`Secret ${place.object}`] : [],
  );
  const given = present(variables.length && `env ${listed(variables)}`, objects.length && listed([...new Set(objects)]));
  return given.length && finding.decides ? { ...finding, decides: `${finding.decides}; its settings: ${given.join('; ')}` } : finding;
}

const listed = (names: readonly string[]) =>
  `${names.slice(0, MOST).join(', ')}${names.length > MOST ? ` and ${names.length - MOST} more` : ''}`;
