import { specProof } from '../evidence/proof.ts';
import { isWaiting } from '../evidence/subject.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { partsOf } from '../kube/image.ts';
import { present } from '../present.ts';
import { withHost } from '../trace/network/address.ts';
import { awaitedBy } from '../trace/network/awaited.ts';
import { usesClusterDns } from '../trace/network/dns-policy.ts';
import { placeOf } from '../trace/network/place.ts';
import { settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const waitByShortName: Cause = {
  id: 'wait-by-short-name',
  title: 'it waits with an nslookup that fails for every short name',
  tier: 'container',
  covers: ['init.hang', 'dep.dns'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    if (!isWaiting(subject) || !isBusybox(subject.container.image ?? '')) return undefined;
    const awaited = awaitedBy(subject, evidence);
    if (!awaited || awaited.host.includes('.') || !/\bnslookup\b/.test(awaited.text) || !usesClusterDns(subject.pod)) return undefined;
    const place = placeOf(awaited.host, subject, evidence);
    if (place.kind !== 'service' || place.service.spec.clusterIP === 'None' || place.service.spec.type === 'ExternalName') return undefined;
    const { container } = subject;
    const whole = `${place.name}.${place.namespace}.svc.cluster.local`;
    const fix = new WorkloadFix(subject, evidence);
    const changes = settingsOf(subject, evidence).flatMap((setting) => {
      const to =
        setting.place.kind !== 'argument' || setting.written === undefined ? undefined : withHost(setting.written, awaited.host, whole);
      return to === undefined ? [] : [{ setting, to }];
    });
    const changed = changeSettings(`look up ${whole}`, changes, fix);
    return {
      summary: `init container ${container.name} waits for ever though Service ${place.name} exists: busybox's nslookup asks for ${awaited.host} in every domain of the search list, and fails unless each of them knows it`,
      confidence: 'likely',
      object: fix.containerObject(awaited.field),
      proof: [
        specProof(subject, awaited.field, awaited.text),
        { step: `get svc ${place.name}`, quote: `exists, clusterIP ${place.service.spec.clusterIP}` },
        specProof(subject, 'image', container.image ?? ''),
      ],
      fixes: present(changed),
      decides: `the exit code of that nslookup in the container`,
    };
  },
};

/** Before 1.29 its nslookup was content with one domain that knows the name. */
function isBusybox(image: string): boolean {
  const { repository, tag = '' } = partsOf(image);
  const [, minor] = /^1\.(\d{1,3})(?:\D|$)/.exec(tag) ?? [];
  return /busybox/.test(repository) && (minor === undefined || Number(minor) >= 29);
}
