import { endProof, keyObject } from '../evidence/proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing } from '../trace/network/failing.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const hostMisspelt: Cause = {
  id: 'host-misspelt',
  title: 'the name of the host has quotation marks, blanks, a URL or a port around it',
  tier: 'kubernetes',
  covers: ['cfg.bad-value', 'dep.dns'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('misspelt', subject, evidence);
    const [first] = traced?.fault.changes ?? [];
    if (!traced || !first) return undefined;
    const {
      connection,
      fault: { service, changes },
    } = traced;
    const fix = new WorkloadFix(subject, evidence);
    const places = changes.map(({ setting }) => placeOf(setting)).join(', ');
    const changed = changeSettings(`write ${first.to} alone`, changes, fix);
    return {
      summary: `${failing(subject, connection)}: Service ${service.metadata.name} exists, but the value of ${places} is ${JSON.stringify(first.setting.written)}, with what stands around the name`,
      confidence: 'certain',
      object:
        first.setting.place.kind === 'configmap'
          ? keyObject(subject.namespace, first.setting.place.object, first.setting.place.key)
          : fix.object(places),
      proof: [
        connection.proof,
        { step: 'get', quote: `${places}: ${JSON.stringify(first.setting.written)}` },
        { step: `get svc ${service.metadata.name}`, quote: 'exists' },
        ...endProof(connection, subject),
      ],
      fixes: present(changed),
    };
  },
};
