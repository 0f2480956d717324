/** What gets a claim bound that is not: it asks for other things, or a volume is set free. A claim that never was bound holds no data. */
import { valueOf } from '../evidence/evidence.ts';
import type { Claim } from '../kube/shapes.ts';
import { nearest } from '../nearest.ts';
import { only } from '../only.ts';
import type { Fix } from '../report.ts';
import type { MeantClaim } from '../trace/objects/claim-meant.ts';
import type { Offered } from '../trace/objects/offered-volumes.ts';
import type { Provisioning } from '../trace/objects/provisioning.ts';
import { kubectl } from './command.ts';
import { changing, look } from './fix.ts';
import { patchObject } from './object.ts';
import type { WorkloadFix } from './workload.ts';

/** What is asked for of a claim cannot be changed, so it is made anew; a pod that is not placed yet does not hold it back (pvc-protection). */
function anew(text: string, { metadata: { name, namespace } }: Claim, spec: object, { evidence }: WorkloadFix): Fix {
  const words = ['patch', `pvc/${name}`, '--dry-run=client', '-o', 'yaml', '--type=merge'];
  const patched = kubectl(evidence, namespace, words, ['-p', JSON.stringify({ spec })]);
  const command = `${patched} | ${kubectl(evidence, namespace, ['replace', '--force', '-f', '-'])}`;
  return changing(`${text}; it was never bound, so no data are lost with it`, command);
}

export function bindTo({ volume, lack }: Offered, claim: Claim, fix: WorkloadFix): Fix | undefined {
  const { name } = volume.metadata;
  switch (lack.by) {
    case 'released':
      return patchObject(
        `set volume ${name} free for the claim, which gets what claim ${lack.was} has left on it`,
        { word: 'pv', metadata: volume.metadata, namespace: undefined },
        [{ op: 'remove', path: '/spec/claimRef' }],
        fix,
        { again: false },
      );
    case 'size':
      return anew(
        `make the claim anew with the size of volume ${name}, ${lack.has}`,
        claim,
        { resources: { requests: { storage: lack.has } } },
        fix,
      );
    case 'modes':
      return anew(`make the claim anew with what volume ${name} offers, ${lack.has.join(', ')}`, claim, { accessModes: lack.has }, fix);
    case 'volume-mode':
      // A pod that mounts it cannot use a block device.
      return lack.has === 'Filesystem' ? anew(`make the claim anew as ${lack.has}`, claim, { volumeMode: lack.has }, fix) : undefined;
    default:
      return anew(`make the claim anew without its selector`, claim, { selector: null }, fix);
  }
}

/** Its class is not there: one whose name is near, or the only one; else the pod does without what outlives it. */
function otherClass(claim: Claim, classes: readonly string[], fix: WorkloadFix): Fix | undefined {
  const { storageClassName = '' } = claim.spec;
  const volumes = valueOf(fix.evidence.list('persistentvolumes', undefined));
  // Without them it is not known whether one of that class was made by hand.
  if (!volumes) return undefined;
  const free = volumes
    .filter(({ spec, status }) => !spec.claimRef && status?.phase !== 'Released')
    .flatMap(({ spec }) => spec.storageClassName ?? []);
  const near = nearest(storageClassName, [...classes, ...free]) ?? only(classes);
  const ephemeral = templateOf(claim, fix);
  if (near !== undefined && ephemeral)
    return fix.patchJson(`let volume ${ephemeral.name} ask for class ${near}, which exists`, [
      { op: 'add', path: `/volumes/${ephemeral.index}/ephemeral/volumeClaimTemplate/spec/storageClassName`, value: near },
    ]);
  if (near !== undefined) return anew(`make the claim anew with class ${near}, which exists`, claim, { storageClassName: near }, fix);
  const { pod } = fix.subject;
  const own = (fix.owner.object?.spec.template?.spec.volumes ?? []).findIndex(
    ({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claim.metadata.name,
  );
  const volume = pod.spec.volumes?.find(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claim.metadata.name);
  if (own < 0 || classes.length > 0 || free.length > 0) return undefined;
  return fix.patchJson(
    'nothing makes a volume for it: make one by hand, or install a provisioner; or, if the data may be lost with the pod, use an emptyDir',
    [{ op: 'replace', path: `/volumes/${own}`, value: { name: volume?.name, emptyDir: {} } }],
  );
}

/** The volume of the pod that its claim is made for (ephemeral), where it stands in the template. */
function templateOf({ metadata }: Claim, { subject: { pod }, owner }: WorkloadFix): { name: string; index: number } | undefined {
  const volumes = (owner.kind === 'Pod' ? pod.spec.volumes : owner.object?.spec.template?.spec.volumes) ?? [];
  const index = volumes.findIndex(({ name, ephemeral }) => ephemeral !== undefined && metadata.name === `${pod.metadata.name}-${name}`);
  const name = volumes[index]?.name;
  return name === undefined ? undefined : { name, index };
}

/** Of a claim that there is not, by its name in each volume that asks for it. */
export function missingClaim(name: string, meant: MeantClaim | undefined, fix: WorkloadFix): Fix {
  const { pod, namespace } = fix.subject;
  const asking = (pod.spec.volumes ?? []).flatMap((volume, index) =>
    volume.persistentVolumeClaim?.claimName === name ? [{ volume: volume.name, path: `/volumes/${index}` }] : [],
  );
  if (meant)
    return fix.patchJson(
      `use claim ${meant.name}, ${meant.unused ? 'the one here of such a name that no pod mounts' : 'which exists'}`,
      asking.map(({ path }) => ({ op: 'replace', path: `${path}/persistentVolumeClaim/claimName`, value: meant.name })),
    );
  const text = `create claim ${name} in namespace ${namespace} with the size and class that the data need; or, if the data may be lost with the pod, use an emptyDir`;
  return fix.patchJson(
    text,
    asking.map(({ volume, path }) => ({ op: 'replace', path, value: { name: volume, emptyDir: {} } })),
  );
}

/** Of one that is there and not bound. */
export function classFix(
  claim: Claim | undefined,
  hasVolume: boolean,
  made: Provisioning | undefined,
  byHand: boolean,
  fix: WorkloadFix,
): (Fix | undefined)[] {
  if (!claim || hasVolume) return [];
  const { evidence, subject } = fix;
  if (made?.modes)
    return [
      anew(`make the claim anew with what its provisioner can give, ${made.modes.join(', ')}`, claim, { accessModes: made.modes }, fix),
    ];
  const isLost = claim.status?.phase === 'Lost';
  const classes = valueOf(evidence.list('storageclasses', undefined))?.map(({ metadata }) => metadata.name);
  const { storageClassName, volumeName } = claim.spec;
  // Without a name it gets the default class, as soon as there is one; an empty name asks for volumes that are made by hand.
  const isUnnamed = storageClassName === undefined;
  const lacks = !isLost && classes && storageClassName !== '' && !classes.includes(storageClassName ?? '');
  const text = isLost
    ? `bring volume ${volumeName ?? ''} back, or make the claim anew, if the data are gone with it`
    : lacks
      ? `${isUnnamed ? `the claim names no storage class, and ${classes.length ? 'none is the default' : 'there is none'}` : `storage class ${storageClassName} does not exist`}${classes.length ? ` (there are: ${classes.join(', ')})` : isUnnamed ? '' : ', nor does any other'}: a claim cannot change its class, so it has to be made anew`
      : 'look why the claim is not bound';
  const command = kubectl(evidence, subject.namespace, ['describe', 'pvc', claim.metadata.name]);
  const others = byHand ? classes?.filter((one) => one !== storageClassName) : lacks ? classes : undefined;
  return [others ? otherClass(claim, others, fix) : undefined, look(text, command)];
}
