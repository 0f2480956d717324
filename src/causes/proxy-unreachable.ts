import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { addressesIn } from '../trace/network/address.ts';
import type { Connection } from '../trace/network/connection.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { addressOf, failing } from '../trace/network/failing.ts';
import { placeByName } from '../trace/network/place.ts';
import { placeOf, type Setting, settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

/** What curl, Python, Go, Ruby and most libraries read (curl.se/docs/manpage.html, golang.org/x/net/http/httpproxy). */
const PROXY = /^(?:https?|all)_proxy$/i;
const EXCEPT = /^no_proxy$/i;

export const proxyUnreachable: Cause = {
  id: 'proxy-unreachable',
  title: 'it sends its requests to a proxy that it does not reach',
  tier: 'environment',
  covers: ['dep.dns', 'dep.conn-refused', 'dep.timeout', 'cfg.bad-value'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('outside', subject, evidence);
    if (!traced || traced.connection.waits) return undefined;
    const { connection } = traced;
    const variables = variablesOf(subject, evidence);
    const proxy = variables.find(
      ({ name = '', value = '' }) => PROXY.test(name) && addressesIn(value).some(({ host }) => host === connection.host),
    );
    if (!proxy) return ofJava(connection, subject, evidence);
    const except = variables.find(({ name = '' }) => EXCEPT.test(name));
    const own = (except?.value ?? '').split(',').some((one) => /(?:^|\.)(?:svc|local)$|^\*$/.test(one.trim()));
    const fix = new WorkloadFix(subject, evidence);
    const why =
      connection.how === 'unresolved'
        ? 'whose name no DNS server that was asked knows'
        : 'which is outside of this cluster, as far as can be seen';
    const lacks = except ? `${placeOf(except)} does not except the names of this cluster` : 'no NO_PROXY excepts the names of this cluster';
    const asked = askedSetting(
      `set ${proxy.name} to a proxy that the pod reaches`,
      proxy,
      { name: proxy.name, refused: proxy.value, what: 'the address of the proxy, such as http://proxy:3128' },
      fix,
    );
    return {
      summary: `${failing(subject, connection)}, the proxy of ${placeOf(proxy)}, ${why}${own ? '' : `; requests to Services${/^http_/i.test(proxy.name ?? '') ? '' : ' and to the API server'} go there too, as ${lacks}`}`,
      confidence: 'certain',
      object: settingObject(proxy, fix),
      proof: [
        connection.proof,
        settingProof(proxy, undefined, undefined, subject),
        ...present(except && settingProof(except, undefined, undefined, subject)),
        attemptProof(subject),
      ],
      fixes: calledOutside(connection, subject, evidence)
        ? present(asked, ...(own ? [] : [withoutProxy(except, fix)]))
        : [...(own ? [] : [withoutProxy(except, fix)]), ...present(asked)],
      decides: `whether ${addressOf(connection)} answers from the pod's network, and what the program calls through it`,
    };
  },
};

/** Java reads no such variable, but these options (java.net, Networking Properties), from wherever it is given them. */
const OF_JAVA = /-D(?:https?\.proxyHost|socksProxyHost)=([\w.-]{1,250})/g;

function ofJava(connection: Connection, subject: Subject, evidence: Evidence): Match | undefined {
  const { host } = connection;
  const proxy = settingsOf(subject, evidence).find(({ value = '' }) => [...value.matchAll(OF_JAVA)].some(([, one]) => one === host));
  if (!proxy) return undefined;
  const fix = new WorkloadFix(subject, evidence);
  const what = 'the host of the proxy';
  return {
    summary: `${failing(subject, connection)}, the proxy of ${placeOf(proxy)}`,
    confidence: 'certain',
    object: settingObject(proxy, fix),
    proof: [connection.proof, settingProof(proxy, undefined, undefined, subject), attemptProof(subject)],
    fixes: present(askedSetting('name a proxy that the pod reaches', proxy, { name: 'PROXY_HOST', refused: host, what }, fix)),
    decides: `whether ${addressOf(connection)} answers from the pod's network, and what the program calls through it`,
  };
}

/** Whom it calls through the proxy, as requests and Go's net/http tell it: no exception for the cluster's own names helps with another one. */
const CALLED = /\bhttps?:\/\/([\w.-]{1,250})|\bhost='([\w.-]{1,250})'/g;

function calledOutside({ host, fact }: Connection, subject: Subject, evidence: Evidence): boolean {
  // The whole line: a quote may leave out its middle.
  const said = (fact && valueOf(subject.log())?.lines[fact.line]) ?? '';
  const called = [...said.matchAll(CALLED)].map(([, url, own]) => url ?? own ?? '').filter((one) => one !== host);
  return called.length > 0 && called.every((one) => placeByName(one, subject, evidence).kind === 'outside');
}

function withoutProxy(except: Setting | undefined, fix: WorkloadFix): Fix {
  const text = 'let it call what is in the cluster without the proxy';
  const names = '.svc,.cluster.local';
  const changed =
    except?.value === undefined
      ? undefined
      : changeSettings(text, [{ setting: except, to: `${except.value.replace(/,\s*$/, '')},${names}`.replace(/^,/, '') }], fix);
  return changed ?? fix.setEnv(text, [`${except?.name ?? 'NO_PROXY'}=localhost,127.0.0.1,${names}`]);
}
