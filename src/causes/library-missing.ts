import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, memoryLimit, memoryLimitProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { fromNowhere } from '../findings/absent-file.ts';
import { fromVolume } from '../findings/absent-in-volume.ts';
import { namedBySetting } from '../findings/named-by-setting.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { withoutUlimit } from '../fixes/own-ulimit.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { parentOf } from '../kube/folder.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { ownUlimit } from '../trace/programs/own-ulimit.ts';
import { settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const libraryMissing: Cause = {
  id: 'library-missing',
  title: 'a shared library that the program needs is not in the image, or is of another version',
  tier: 'container',
  covers: ['img.missing-lib', 'img.elf-loader'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'library-missing');
    if (!fact) return undefined;
    const { container } = subject;
    const { library, detail } = fact.fields;
    const other = otherImage(subject, evidence);
    if (library && OF_DRIVER.test(library)) return ofDriver(library, fact, subject, evidence);
    if (library && /Permission denied/.test(`${detail ?? ''} ${fact.quote}`)) return unreadable(library, fact, subject);
    if (/failed to map segment/.test(fact.quote)) return unmapped(fact, subject, evidence);
    const named = library && notFoundAt(library, fact, new WorkloadFix(subject, evidence));
    if (named) return named;
    const doubt = doubtOf(fact, subject);
    return {
      summary: `the program in container ${container.name} ${fact.phrase === 'scripts/dotnet-invariant' ? 'misses what is not in its image' : 'cannot be loaded'}: ${library ? `library ${library} is missing from image ${container.image ?? ''}, or does not fit` : (detail ?? fact.quote)}${doubt}`,
      confidence: doubt ? 'likely' : 'certain',
      object: { kind: 'Image', name: container.image ?? '' },
      proof: [logProof(subject, fact), attemptProof(subject), ...other.proof],
      fixes: [
        ...other.fixes,
        ...present(
          fact.phrase === 'scripts/dotnet-icu' &&
            new WorkloadFix(subject, evidence).setEnv('let it run without the data of languages, if it formats nothing for one', [
              'DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1',
            ]),
        ),
        fact.phrase === 'scripts/dotnet-invariant'
          ? advised(
              'install icu-libs (Debian: libicu) in the image and set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false there, or take the base image that has both (Alpine: those whose tag ends in -extra)',
            )
          : advised(`build the image anew: on the base that the program was built for, or with ${library ?? 'the library'} installed`),
      ],
    };
  },
};

/** Of the driver of the node's GPU, which the runtime puts into containers that are given one (NVIDIA Container Toolkit, libnvidia-container). */
const OF_DRIVER = /^lib(?:cuda|nvcuvid|nvidia-[\w-]{1,40})\.so/;

function ofDriver(library: string, fact: Fact, subject: Subject, evidence: Evidence): Match {
  const { container } = subject;
  const fix = new WorkloadFix(subject, evidence);
  const isGiven = Object.keys(container.resources?.limits ?? {}).some((name) => /gpu/.test(name));
  return {
    summary: `the program in container ${container.name} cannot be loaded: library ${library} is that of the driver of the node's GPU, which no image has: the runtime puts it into containers that are given a GPU${isGiven ? '' : ', and this one asks for none (resources.limits)'}`,
    confidence: 'likely',
    object: fix.containerObject('resources.limits'),
    proof: [logProof(subject, fact), specProof(subject, 'resources', JSON.stringify(container.resources ?? {})), attemptProof(subject)],
    fixes: isGiven
      ? [
          advised(
            'see whether the node has the driver and the NVIDIA Container Toolkit, and whether the pod needs a runtimeClassName (nvidia)',
          ),
        ]
      : [fix.patchContainer('ask for a GPU', { resources: { limits: { 'nvidia.com/gpu': '1' } } })],
    decides: 'whether the node has a GPU with its driver, and gives it to this container',
  };
}

/** What the loader may not open is there. */
function unreadable(library: string, fact: Fact, subject: Subject): Match {
  const { container } = subject;
  return {
    summary: `the program in container ${container.name} cannot be loaded: library ${library} is there, and the user of the container may not read it, or may not enter its folder`,
    confidence: 'likely',
    object: { kind: 'Image', name: container.image ?? '' },
    proof: [logProof(subject, fact), attemptProof(subject)],
    fixes: [advised(`build the image so that everybody may read ${library} and enter the folders above it (chmod a+rX)`)],
    decides: `the mode of ${library} and of the folders above it (ls -ld), and as whom the container runs`,
  };
}

/** It was opened; the kernel would not take it into memory (glibc, elf/dl-map-segments.h): there is none, or its file system may not be run from. */
function unmapped(fact: Fact<'library-missing'>, subject: Subject, evidence: Evidence): Match {
  const { container } = subject;
  const { library = '' } = fact.fields;
  const isMemory = /Cannot allocate memory/.test(fact.quote);
  const own = isMemory ? ownUlimit('vd', settingsOf(subject, evidence)) : undefined;
  const fix = new WorkloadFix(subject, evidence);
  const limit = memoryLimit(subject);
  const why = isMemory
    ? `the kernel gave no memory for it${own ? `: its own script sets ${own.text}` : ''}`
    : 'the kernel does not let it be run from there (a file system mounted noexec, or a security module)';
  return {
    summary: `the program in container ${container.name} cannot be loaded: library ${library} is there, and ${why}`,
    confidence: 'likely',
    object: own ? settingObject(own.setting, fix) : fix.containerObject(isMemory ? 'resources.limits.memory' : 'securityContext'),
    proof: [
      logProof(subject, fact),
      ...present(own && settingProof(own.setting, undefined, undefined, subject), isMemory && limit && memoryLimitProof(subject, limit)),
      attemptProof(subject),
    ],
    fixes: own ? withoutUlimit(own, fix) : [],
    decides: isMemory
      ? 'what ulimit -a prints in the container, and its memory limit'
      : `the options of the file system that ${library} is in (/proc/mounts), and the kernel log of the node`,
  };
}

/** A library that is named with its path, by the program or a setting, belongs where that leads: a volume, or wherever the setting says. */
function notFoundAt(library: string, fact: Fact<'library-missing'>, fix: WorkloadFix): Match | undefined {
  const { subject, evidence } = fix;
  if (!library.startsWith('/') || !/: cannot open shared object file: No such file/.test(fact.quote)) return undefined;
  const mounted = mountedFile(library, subject);
  if (!mounted && !namedBySetting(library, variablesOf(subject, evidence), fix)) return undefined;
  const { why, isCertain, object, proof, fixes } = mounted ? fromVolume(mounted, library, fix) : fromNowhere(library, fix);
  return {
    summary: `the program in container ${subject.container.name} does not find library ${library}${why}`,
    confidence: isCertain ? 'certain' : 'likely',
    object,
    proof: [logProof(subject, fact), attemptProof(subject), ...proof],
    fixes,
    decides: `what there is in ${parentOf(library) || '/'} of the container`,
  };
}

const OF_LIBRARIES = /^\/(?:usr|lib|lib64|opt)(?:\/(?:local|lib|lib64)(?:\/|$)|$)/;

/** It may be there: of another place, hidden, or not to be read. */
function doubtOf({ quote }: Fact<'library-missing'>, subject: Subject): string {
  const { container } = subject;
  const program = /^(\/\S{1,200}): error while loading/.exec(quote)?.[1];
  const own = program && mountedFile(program, subject);
  if (own) return `; the program itself is from volume ${own.volume.name}, and so made for another image perhaps`;
  const over = container.volumeMounts?.find(({ mountPath, subPath }) => subPath === undefined && OF_LIBRARIES.test(mountPath));
  if (over) return `; volume ${over.name} is mounted over ${over.mountPath}, and may hide it`;
  const path = container.env?.find(({ name }) => name === 'LD_LIBRARY_PATH');
  return path ? `; env LD_LIBRARY_PATH takes the place of the image's own, if that sets one` : '';
}
