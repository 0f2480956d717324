import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { besideOf, giveVariables } from '../fixes/variables.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact, FactFields } from '../logs/fact.ts';
import { unsetInFile, unsetInOwnFile } from '../trace/files/unset-in-file.ts';
import { type Cause, RUNG } from './cause.ts';

export const writtenWithoutVariable: Cause = {
  id: 'written-without-variable',
  title: 'its file is written by a script from a variable that the script does not have',
  tier: 'kubernetes',
  covers: ['cfg.malformed-file', 'app.missing-env-log', 'cfg.bad-value'],
  // The parser sees what was written; why it was is known here.
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'config-malformed', 'config-rejected');
    const file = fact && (fact.fields as FactFields['config-malformed']).file;
    const found = fact && (file ? unsetInFile(file, subject, evidence) : unsetInOwnFile(subject, evidence));
    // Much else may be wrong in a file that its own script makes.
    if (!fact || !found || (found.writer.container === subject.container && !LACKS.test(detailOf(fact)))) return undefined;
    const { path, name, writer, line } = found;
    const isOwn = writer.container === subject.container;
    const fix = new WorkloadFix({ ...subject, container: writer.container, kind: writer.kind }, evidence);
    const beside = besideOf(name, fix.subject);
    return {
      summary: `container ${subject.container.name} refuses ${path}: ${detailOf(fact)}; ${writer.by} writes it, and puts ${name} in, which it does not have${beside ? ` (container ${beside.container} has it)` : ''}, so nothing comes in its place`,
      confidence: beside && LACKS.test(detailOf(fact)) ? 'certain' : 'likely',
      object: fix.containerObject(`env[${name}]`),
      proof: [logProof(subject, fact), { step: 'get', quote: `${writer.container.name}: ${line}` }, attemptProof(subject)],
      fixes: giveVariables([{ name, meant: undefined, beside }], fix).map((one) =>
        isOwn ? one : { ...one, text: `for ${writer.by}: ${one.text}` },
      ),
      decides: `${path} as the container sees it, and whether ${isOwn ? 'its image' : `the image of ${writer.by}`} sets ${name}`,
    };
  },
};

/** What a parser says of a line in which nothing stands where a value should. */
const LACKS =
  /"\/?"|number of arguments|missing|empty|\bexpected|unexpected|\bno (?:host|value|port)|invalid (?:port|URL|value)|beginning of value|Expecting value/i;

const detailOf = ({ fields, quote }: Fact) => ((fields as FactFields['config-malformed']).detail ?? quote).slice(0, 160);
