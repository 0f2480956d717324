import { endProof } from '../evidence/proof.ts';
import { bindEverywhere } from '../findings/bind-address.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { serverFirst } from '../fixes/let-in.ts';
import { openEverywhere } from '../fixes/open-everywhere.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Proof } from '../report.ts';
import { portOf, targetPortOf } from '../trace/network/backends.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing } from '../trace/network/failing.ts';
import { listenerProof } from '../trace/probes/serving.ts';
import { boundLocally } from '../trace/servers/bound-locally.ts';
import { serverAt, serverSubject } from '../trace/servers/server.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const serverOnLocalhost: Cause = {
  id: 'server-on-localhost',
  title: 'the program that it calls takes connections from its own pod alone',
  tier: 'kubernetes',
  covers: ['dep.conn-refused'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('in-order', subject, evidence);
    // A packet that nobody answers did not come to the pod; the pod's own kernel refuses what nothing listens for.
    if (traced?.connection.how !== 'refused') return undefined;
    const { connection, fault } = traced;
    const server = serverAt(connection, subject, evidence);
    if (server === 'pending' || !server.pod) return undefined;
    const behind = serverSubject(server, evidence);
    if (!behind) return undefined;
    const named = connection.port === undefined ? undefined : portOf(fault.service, connection.port);
    const port = named ? targetPortOf(named, server.pod) : connection.port;
    const settings = settingsOf(behind, evidence);
    const bound = boundLocally(behind, settings, port);
    if (!bound) return undefined;
    const { given, listener } = bound;
    const fix = new WorkloadFix(behind, evidence);
    const pod = server.pod.metadata.name;
    const change = given
      ? openEverywhere(given, settings, fix)
      : port !== undefined && listener && bindEverywhere(fix, port, listener.quote);
    const shown: Proof[] = given
      ? [{ step: given.setting.place.kind === 'configmap' ? `get cm ${given.setting.place.object}` : 'get', quote: given.text }]
      : listener
        ? [{ ...listenerProof(listener), step: `logs ${pod}` }]
        : [];
    return {
      summary: `${failing(subject, connection)}: pod ${pod} behind Service ${fault.service.metadata.name} is ready, but listens on its own loopback address alone, where no other pod reaches it${listener?.byName ? ', by its own words: localhost' : ''}${given ? `; ${placeOf(given.setting)} has ${given.text}` : ''}`,
      // Many print localhost for people to open, and listen on all addresses.
      confidence: listener?.byName ? 'likely' : 'certain',
      decides: `the address in /proc/net/tcp of pod ${pod}`,
      object: given ? settingObject(given.setting, fix) : fix.containerObject(),
      proof: [connection.proof, ...shown, ...endProof(connection, subject)],
      fixes: change ? [serverFirst(change, behind, subject, evidence)] : [],
    };
  },
};
