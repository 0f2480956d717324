import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { addressOf, socketOf } from '../trace/network/failing.ts';
import { meantAtPort } from '../trace/network/likely-service.ts';
import { namesKind, namesOtherKind } from '../trace/network/server-kinds.ts';
import { namesHost } from '../trace/network/told-hosts.ts';
import { BINDS } from '../trace/settings/listen-address.ts';
import { placeOf, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** One to listen on may be empty (listen-address.ts). */
const HOST_NAME = /(?:HOST(?:NAME)?|ADDR(?:ESS)?|SERVER|ENDPOINT)$/i;
/** An address whose host is empty: "connecting to :6379." */
const HOSTLESS = /(?:^|[\s@"'(])(?:\w+:\/\/)?:(\d{2,5})(?!\d|:\d)/;
const LOCAL = /localhost|127\.0\.0\.1|\[?::1\]?/;

export const hostEmpty: Cause = {
  id: 'host-empty',
  title: 'the variable that names the host it calls is empty',
  tier: 'kubernetes',
  covers: ['cfg.bad-value', 'app.missing-env-log', 'dep.dns'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const called = withoutHost(subject) ?? itself(subject, evidence);
    if (!called) return undefined;
    const { fact, port, words, isShown } = called;
    const hosts = variablesOf(subject, evidence).filter(
      ({ name = '' }) => HOST_NAME.test(name) && !BINDS.test(name) && (isShown ? !namesOtherKind(name, port) : namesKind(name, port)),
    );
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
      summary: `container ${container.name} ${words}: ${empty.name} is empty (${placeOf(empty)})${meant ? `; Service ${meant.name} has that port` : ''}`,
      // One that is not told may be empty as well, and the empty one for something that it does without.
      confidence: isShown && hosts.every(({ value }) => value !== undefined) ? 'certain' : 'likely',
      object: settingObject(empty, fix),
      proof: [logProof(subject, fact), specProof(subject, placeOf(empty), '""'), attemptProof(subject)],
      fixes: present(repair),
      decides: `which variable names the host on port ${port}`,
    };
  },
};

interface Called {
  fact: Fact;
  port: number;
  words: string;
  /** The log shows that the host is empty. */
  isShown: boolean;
}

function withoutHost(subject: Subject): Called | undefined {
  const fact = decidedBy(subject, 'connection-refused', 'connection-timeout', 'name-unresolved', 'dependency-unreachable');
  const port = fact && (fact.fields as { host?: string }).host === undefined ? Number(HOSTLESS.exec(fact.quote)?.[1]) : Number.NaN;
  return !fact || Number.isNaN(port) ? undefined : { fact, port, words: `calls port ${port} of no host`, isShown: true };
}

/** Many clients take an empty host for their default, and that is localhost. */
function itself(subject: Subject, evidence: Evidence): Called | undefined {
  const connection = tracedTo('localhost', subject, evidence)?.connection;
  const { fact, port } = connection ?? {};
  if (!connection || !fact || port === undefined || socketOf(connection)) return undefined;
  const variables = variablesOf(subject, evidence);
  // What cannot be read may name it.
  if (variables.some(({ name = '', value }) => (value === undefined ? namesHost(name) : LOCAL.test(value)))) return undefined;
  return { fact, port, words: `calls its own pod, ${addressOf(connection)}, as nothing tells it another host`, isShown: false };
}
