import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { type Cause, RUNG } from './cause.ts';

export const libraryMissing: Cause = {
  id: 'library-missing',
  title: 'a shared library that the program needs is not in the image, or is of another version',
  tier: 'container',
  covers: ['img.missing-lib', 'img.elf-loader'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'library-missing');
    if (!fact) return undefined;
    const { container } = subject;
    const { library, detail } = fact.fields;
    const other = otherImage(subject, evidence);
    return {
      summary: `the program in container ${container.name} ${fact.phrase === 'scripts/dotnet-invariant' ? 'misses what is not in its image' : 'cannot be loaded'}: ${library ? `library ${library} is missing from image ${container.image ?? ''}, or does not fit` : (detail ?? fact.quote)}`,
      confidence: 'certain',
      object: { kind: 'Image', name: container.image ?? '' },
      proof: [logProof(subject, fact), attemptProof(subject), ...other.proof],
      fixes: [
        ...other.fixes,
        ...(fact.phrase === 'scripts/dotnet-icu'
          ? [
              new WorkloadFix(subject, evidence).setEnv('let it run without the data of languages, if it formats nothing for one', [
                'DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1',
              ]),
            ]
          : []),
        fact.phrase === 'scripts/dotnet-invariant'
          ? advised(
              'install icu-libs (Debian: libicu) in the image and set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false there, or take the base image that has both (Alpine: those whose tag ends in -extra)',
            )
          : advised(`build the image anew: on the base that the program was built for, or with ${library ?? 'the library'} installed`),
      ],
    };
  },
};
