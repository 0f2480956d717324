import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { meantAtPort } from '../trace/network/likely-service.ts';
import { placeOf, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

const HOST_NAME = /(?:HOST(?:NAME)?|ADDR(?:ESS)?|SERVER|ENDPOINT)$/i;
/** An address whose host is empty: "connecting to :6379." */
const HOSTLESS = /(?:^|[\s@"'(])(?:\w+:\/\/)?:(\d{2,5})(?!\d|:\d)/;

export const hostEmpty: Cause = {
  id: 'host-empty',
  title: 'the variable that names the host it calls is empty',
  tier: 'kubernetes',
  covers: ['cfg.bad-value', 'app.missing-env-log', 'dep.dns'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'connection-refused', 'connection-timeout', 'name-unresolved', 'dependency-unreachable');
    const port = fact && (fact.fields as { host?: string }).host === undefined ? Number(HOSTLESS.exec(fact.quote)?.[1]) : Number.NaN;
    if (!fact || Number.isNaN(port)) return undefined;
    const hosts = variablesOf(subject, evidence).filter(({ name = '' }) => HOST_NAME.test(name));
    const empty = only(hosts.filter(({ value }) => value?.trim() === ''));
    if (!empty) return undefined;
    const { container } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const meant = meantAtPort(port, subject, evidence);
    const repair = meant
      ? changeSettings(`let it be ${meant.host}, the Service that has port ${port}`, [{ setting: empty, to: meant.host }], fix)
      : askedSetting(
          `set ${placeOf(empty)} to the host that it is to call`,
          empty,
          { name: empty.name, refused: undefined, what: `the host name of the program on port ${port}` },
          fix,
        );
    return {
      summary: `container ${container.name} calls port ${port} of no host: ${empty.name} is empty (${placeOf(empty)})${meant ? `; Service ${meant.name} has that port` : ''}`,
      // One that is not told may be empty as well, and the empty one for something that it does without.
      confidence: hosts.every(({ value }) => value !== undefined) ? 'certain' : 'likely',
      object: settingObject(empty, fix),
      proof: [logProof(subject, fact), specProof(subject, placeOf(empty), '""'), attemptProof(subject)],
      fixes: present(repair),
      decides: `which variable names the host on port ${port}`,
    };
  },
};
