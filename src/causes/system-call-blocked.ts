import { attemptProof, specProof, waitingProof } from '../evidence/proof.ts';
import { advised } from '../fixes/fix.ts';
import { listOf } from '../fixes/spec.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fix } from '../report.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { type Cause, RUNG } from './cause.ts';

/** 128 + SIGSYS (31): what seccomp does to a process by default. */
const SIGSYS = 159;
const PROFILE_MISSING =
  /cannot load seccomp profile|seccomp profile .{0,200}(?:not found|no such file)|apparmor (?:profile|enabled).{0,200}|get apparmor_parser version|failed to (?:generate|set) (?:apparmor|seccomp)|Cannot enforce AppArmor/i;
/** runc (libcontainer/apparmor, seccomp) where the kernel has no profile of that name, or takes none such. */
const NOT_LOADED = /unable to apply apparmor profile: .{0,200}no such file or directory|unable to init seccomp: .{1,200}/;

export const systemCallBlocked: Cause = {
  id: 'system-call-blocked',
  title: 'a security profile stops it, or cannot be loaded',
  tier: 'kubernetes',
  covers: ['perm.seccomp', 'app.sigsys', 'perm.selinux'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const { container, pod, attempt, status } = subject;
    const started = startFailure(subject);
    const unloaded = started && NOT_LOADED.test(started.message) ? started : undefined;
    const message = unloaded?.message.match(NOT_LOADED)?.[0] ?? status?.state?.waiting?.message ?? '';
    const isMissing = unloaded !== undefined || PROFILE_MISSING.test(message);
    if (!isMissing && attempt?.exitCode !== SIGSYS) return undefined;
    const profile = container.securityContext?.seccompProfile ?? pod.spec.securityContext?.seccompProfile;
    const fix = new WorkloadFix(subject, evidence);
    // The runtimes' own profile refuses with an error (SCMP_ACT_ERRNO), and Unconfined refuses nothing: the filter is another one.
    const kills = profile?.type === 'Localhost';
    const set = profile ? `${profile.type}${profile.localhostProfile ? ` ${profile.localhostProfile}` : ''}` : 'none';
    const other = { securityContext: { seccompProfile: { type: isMissing ? 'RuntimeDefault' : 'Unconfined', localhostProfile: null } } };
    const isAppArmor = /apparmor/i.test(message);
    return {
      summary: isMissing
        ? `container ${container.name} is not created: a security profile cannot be loaded on the node: ${message.slice(0, 200)}`
        : `container ${container.name} made a system call that ${kills ? `its seccomp profile (${set}) does not allow` : 'a seccomp filter does not allow'}, and was killed for it (exit 159, SIGSYS)${kills ? '' : profile ? `; its profile, ${set}, kills nobody, so it is a filter of the program itself` : '; its spec sets no profile, so it is the default of the kubelet (seccompDefault), or a filter of the program itself'}`,
      confidence: isMissing || kills ? 'certain' : 'possible',
      object: fix.containerObject(`securityContext.${isAppArmor ? 'appArmorProfile' : 'seccompProfile'}`),
      proof: [
        unloaded?.proof ?? (isMissing ? waitingProof(subject) : attemptProof(subject)),
        specProof(subject, 'securityContext.seccompProfile', set),
      ],
      fixes: isAppArmor
        ? [withoutProfile(message, fix)]
        : [
            fix.patchContainer(
              isMissing
                ? "use the runtime's own profile"
                : 'run it without a seccomp profile, and add the missing call to the profile later',
              other,
            ),
          ],
      decides: 'which system call it was: the audit log of the node (type=SECCOMP)',
    };
  },
};

/** Before Kubernetes 1.30 an annotation names the profile; later ones refuse a field that differs from it. */
function withoutProfile(message: string, fix: WorkloadFix): Fix {
  const { pod, container } = fix.subject;
  if (/apparmor_parser version/.test(message))
    return advised(
      `install apparmor_parser on node ${pod.spec.nodeName ?? ''} (package apparmor or apparmor-parser); its kernel has AppArmor`,
    );
  const text = "use the runtime's own AppArmor profile";
  const annotation = `container.apparmor.security.beta.kubernetes.io/${container.name}`;
  if (pod.metadata.annotations?.[annotation] !== undefined)
    return fix.patchTemplate(text, {
      metadata: { annotations: { [annotation]: null } },
      spec: { [listOf(fix.subject.kind)]: [{ name: container.name, securityContext: { appArmorProfile: null } }] },
    });
  return fix.patchContainer(text, { securityContext: { appArmorProfile: { type: 'RuntimeDefault', localhostProfile: null } } });
}
