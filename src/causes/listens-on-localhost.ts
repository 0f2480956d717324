import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { bindEverywhere } from '../findings/bind-address.ts';
import { noSurer, notMemory, probeProofs, probeSentence } from '../findings/probe-match.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { openEverywhere } from '../fixes/open-everywhere.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { portOf } from '../kube/probe.ts';
import { present } from '../present.ts';
import { type ProbeTrouble, probeTrouble } from '../trace/probes/probe-trouble.ts';
import { isNginx } from '../trace/probes/server-port.ts';
import { listenerProof, servingOf } from '../trace/probes/serving.ts';
import { slowStart } from '../trace/probes/slow-start.ts';
import { boundLocally } from '../trace/servers/bound-locally.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { localServer } from '../trace/texts/nginx-servers.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const listensOnLocalhost: Cause = {
  id: 'listens-on-localhost',
  title: 'the program listens on the loopback address only, where no probe reaches it',
  tier: 'container',
  covers: ['probe.bind-localhost'],
  rung: RUNG.killed,

  detect(subject, evidence) {
    const trouble = probeTrouble(subject, evidence);
    if (
      trouble?.failure?.sort !== 'refused' ||
      subject.pod.spec.hostNetwork ||
      trouble.probe.httpGet?.host ||
      trouble.probe.tcpSocket?.host
    )
      return undefined;
    const asked = portOf(trouble.probe, subject.container);
    const told = toldToLocalhost(trouble, asked, subject, evidence);
    if (told) return told;
    const { listeners } = servingOf(subject, evidence);
    // A second line that names all addresses, or another address on that port, speaks against it.
    if (listeners.some(({ loopback, port }) => !loopback && (port === undefined || port === asked))) return undefined;
    const bound = listeners.find(({ port }) => port === asked || port === undefined);
    if (!bound || asked === undefined) return undefined;
    // It came up too late for the probe: that it was refused until then tells nothing of the address.
    if (bound.byName && slowStart(trouble, subject)?.confidence === 'certain') return undefined;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: probeSentence(
        trouble,
        subject,
        `is refused, as the program listens on 127.0.0.1 (localhost) only${bound.byName ? ', by its own words' : ''}; the kubelet asks on the pod's own address`,
      ),
      confidence: noSurer(trouble, bound.byName ? 'likely' : 'certain'),
      decides: 'the address in /proc/net/tcp of the container while it runs',
      object: fix.containerObject(),
      proof: trouble.hint ? probeProofs(trouble, subject) : [...probeProofs(trouble, subject), listenerProof(bound)],
      fixes: [bindEverywhere(fix, asked, bound.quote)],
      ruledOut: notMemory(trouble, subject),
    };
  },
};

/** A server that names no address in its log, as Redis and nginx, and has one in its settings. */
function toldToLocalhost(trouble: ProbeTrouble, asked: number | undefined, subject: Subject, evidence: Evidence): Match | undefined {
  const settings = settingsOf(subject, evidence);
  const { listeners } = servingOf(subject);
  const saysPort = listeners.some(({ port, loopback }) => port === asked && !loopback);
  const saysNothing = listeners.every(({ port }) => port === undefined);
  const given = saysPort ? boundLocally(subject, settings, asked)?.given : undefined;
  const nginx = saysNothing && asked !== undefined && isNginx(subject.container) ? localServer(asked, settings) : undefined;
  const setting = given?.setting ?? nginx?.setting;
  if (!setting) return undefined;
  const text = given?.text ?? nginx?.listen ?? '';
  const fix = new WorkloadFix(subject, evidence);
  const change = given
    ? openEverywhere(given, settings, fix)
    : changeSettings('let it listen on all addresses', [{ setting, to: nginx?.to ?? '' }], fix);
  return {
    summary: probeSentence(
      trouble,
      subject,
      `is refused, as the program listens on the loopback address only: ${placeOf(setting)} has ${text}; the kubelet asks on the pod's own address`,
    ),
    confidence: noSurer(trouble, 'certain'),
    object: settingObject(setting, fix),
    proof: [...probeProofs(trouble, subject), { ...settingProof(setting, undefined, undefined, subject), quote: text }],
    fixes: present(change),
    ruledOut: notMemory(trouble, subject),
  };
}
