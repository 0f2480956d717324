/** A module of Python is there, and has not the name that is imported from it. */
import { attemptProof, logProof } from '../evidence/proof.ts';
import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import type { Rollback } from '../fixes/rollback.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { lastName } from '../kube/folder.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { LIBRARIES } from '../trace/programs/python-libraries.ts';
import type { Match } from './match.ts';

/** Python/ceval.c, import_from; from 3.13 with advice in the place of the path. */
const SAID =
  /cannot import name '([\w.]{1,100})' from (partially initialized module )?'([\w.]{1,100})'(?: \([a-z][^()]{0,200}\))? \((?:consider renaming '(\/[^']{1,300})'|(\/[^()]{1,300})\)|(unknown location)\))/;
/** Where what is installed lies, and Python's own. */
const INSTALLED = /\/(?:site|dist)-packages\/|\/lib\/python\d/;

export function importedName(fact: Fact<'module-missing'>, back: Rollback | undefined, fix: WorkloadFix): Match | undefined {
  const [, name, partly, module = '', renamed, loaded, unknown] = SAID.exec(fact.quote) ?? [];
  const path = renamed ?? loaded ?? unknown;
  if (name === undefined || path === undefined) return undefined;
  const { subject } = fix;
  const { why, proof, fixes } = reasonOf(name, module, path, partly !== undefined, fix);
  return {
    summary: `container ${subject.container.name} imports ${name} from module ${module}, which has no such name: ${why}`,
    confidence: 'likely',
    object: { kind: 'Image', name: subject.container.image ?? '' },
    proof: [logProof(subject, fact), ...proof, ...present(back?.proof), attemptProof(subject)],
    fixes: [...present(back?.fix), ...(back ? fixes.slice(-1) : fixes)],
    decides: path === NOWHERE ? `where Python finds ${module}: ${module}.__path__` : `what ${path} defines`,
  };
}

interface Reason {
  why: string;
  proof: Proof[];
  fixes: Fix[];
}

/** A folder without __init__.py is a module without names of its own (docs.python.org/3/glossary.html, namespace package). */
const NOWHERE = 'unknown location';

function reasonOf(name: string, module: string, path: string, isPartly: boolean, fix: WorkloadFix): Reason {
  if (path === NOWHERE)
    return {
      why: `Python found a folder of that name, and no file of the module in it`,
      proof: [],
      fixes: [advised(`bring the files of ${module} into the image, with their __init__.py`)],
    };
  if (INSTALLED.test(path)) {
    const other = otherImage(fix.subject, fix.evidence);
    const version = advised(`build the image anew with a version of ${module.split('.')[0]} that has ${name}`);
    return {
      why: `the version in the image (${path}) is another than the program is written for`,
      proof: other.proof,
      fixes: [...other.fixes, version],
    };
  }
  if (LIBRARIES.has(module))
    return {
      why: `Python takes ${path}, a file of the program, for it, and the library of that name is hidden`,
      proof: [],
      fixes: [advised(`give ${lastName(path)} another name in the image`)],
    };
  return {
    why: isPartly ? `${path} and what imports it import each other, or it lacks that` : `${path} is older, or newer, than what imports it`,
    proof: [],
    fixes: [
      advised(isPartly ? `take the import out of one of the two, or to where it is used` : `bring the ${lastName(path)} that has ${name}`),
    ],
  };
}
