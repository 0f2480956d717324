import { decidedBy, loggedLines } from '../evidence/end.ts';
import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, keyObject, keysProof, logStep } from '../evidence/proof.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { runCommands } from '../fixes/object.ts';
import { filterKey } from '../fixes/secret-key.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { hostPlaces } from '../trace/network/address.ts';
import { type BrokenName, brokenName } from '../trace/network/broken-name.ts';
import { namesHost } from '../trace/network/told-hosts.ts';
import { placeOf, type Setting, settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

/** What decided the end stands so near to the name, as a library writes it in several lines. */
const NEAR = 12;

export const hostLineBreak: Cause = {
  id: 'host-line-break',
  title: 'the name of a host ends with a line break',
  tier: 'kubernetes',
  covers: ['cfg.bad-value', 'dep.dns'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const fact = decidedBy(subject);
    const broken = fact && brokenName(loggedLines(subject));
    if (!broken || Math.abs(broken.at - fact.line) > NEAR) return undefined;
    const seen = variablesOf(subject, evidence).find(({ written = '' }) => written.trimEnd() === broken.host && /[\r\n]/.test(written));
    if (seen) return ofValue(seen, broken, new WorkloadFix(subject, evidence));
    // A setting that is seen has the name: it is taken from there.
    if (settingsOf(subject, evidence).some(({ value = '' }) => hostPlaces(value, broken.host).length > 0)) return undefined;
    const told = variablesOf(subject, evidence).filter(({ name, place }) => name && place.kind === 'secret' && namesHost(name));
    const setting = only(told.filter(({ name = '' }) => /HOST(?:NAME)?$/i.test(name))) ?? only(told);
    if (setting?.place.kind !== 'secret') return undefined;
    const { object, key } = setting.place;
    const { host, quote } = broken;
    const [name, namespace = subject.namespace] = host.split('.');
    const service = valueOf(evidence.list('services', namespace))?.find(({ metadata }) => metadata.name === name);
    // A file of a Secret may hold it too.
    const isAlone = !subject.pod.spec.volumes?.some(({ secret }) => secret);
    const fix = new WorkloadFix(subject, evidence);
    const command = filterKey(setting.place, "tr -d '\\r\\n'", fix);
    return {
      summary: `container ${subject.container.name} calls a host whose name ends with a line break, "${host}\\n", and no such name can be resolved; it takes the name from ${placeOf(setting)}${service ? `; Service ${name} exists` : ''}`,
      confidence: service && isAlone ? 'certain' : 'likely',
      decides: `whether the value of ${placeOf(setting)} ends with a line break; no value of a Secret is read here`,
      object: keyObject(subject.namespace, object, key, 'Secret'),
      proof: [{ step: logStep(subject), quote }, keysProof('Secret', object, key), attemptProof(subject)],
      fixes: present(
        command &&
          runCommands(`take the line break out of key ${key} of Secret ${object}, without showing the value`, [command], fix, {
            again: true,
          }),
      ),
    };
  },
};

/** YAML's | leaves the last line break in the text (YAML 1.2.2, 8.1.1.2). */
function ofValue(setting: Setting, { host, quote }: BrokenName, fix: WorkloadFix): Match {
  const { subject } = fix;
  return {
    summary: `container ${subject.container.name} calls a host whose name ends with a line break, "${host}\\n", and no such name can be resolved: so it stands in ${placeOf(setting)}`,
    confidence: 'certain',
    object: settingObject(setting, fix),
    proof: [
      { step: logStep(subject), quote },
      { step: 'get', quote: `${placeOf(setting)}: ${JSON.stringify(setting.written)}` },
      attemptProof(subject),
    ],
    fixes: present(changeSettings(`write ${host} alone`, [{ setting, to: host }], fix)),
  };
}
