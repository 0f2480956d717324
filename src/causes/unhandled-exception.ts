import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, keyObject, lineProof, logProof, specProof } from '../evidence/proof.ts';
import { editKeys } from '../fixes/change-keys.ts';
import { advised, restarting } from '../fixes/fix.ts';
import { lackingImport } from '../fixes/lacking-import.ts';
import { nameMeant } from '../fixes/name-meant.ts';
import { pythonSlip } from '../fixes/python-slip.ts';
import { isInside, rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { decisiveFact, type LogReading } from '../logs/reading.ts';
import { present } from '../present.ts';
import { type CodeInConfig, codeInConfig } from '../trace/files/code-in-config.ts';
import { isFaultOf } from '../trace/programs/shell-fault.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
import { wantedOf } from '../trace/settings/given-nothing.ts';
import { isModelOfData } from '../trace/settings/model-of-data.ts';
import { type Cause, type Fix, RUNG } from './cause.ts';

export const unhandledException: Cause = {
  id: 'unhandled-exception',
  title: 'the program ended on an error that it did not handle',
  tier: 'container',
  covers: [
    'app.python-traceback',
    'app.node-unhandled',
    'app.java-exception',
    'app.go-panic',
    'app.dotnet',
    'app.ruby',
    'app.php',
    'app.rust-panic',
    'app.elixir',
    'app.perl',
    'app.shell-syntax',
    'cfg.rollout-regression',
  ],
  rung: RUNG.fell,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'exception', 'syntax-error') ?? atValue(decisiveFact(log, 'value-invalid')) ?? ofData(log);
    if (!fact) return undefined;
    const { container } = subject;
    const isSyntax = fact.kind === 'syntax-error';
    const { type, message, frame } = errorOf(fact);
    const code = codeInConfig(frame, subject, evidence);
    // With -c a shell names itself, else its script.
    const given = isSyntax && /^(?:\S*\/)?(?:sh|bash|dash|ash|zsh|ksh)(?::|$)/.test(frame ?? '') ? shellLine(container) : undefined;
    const line = given && log && isFaultOf(given.line, fact, log) ? given : undefined;
    const word = line && `${line.list}[${line.index}]`;
    const at = code
      ? `${code.place}, key ${code.key} of ConfigMap ${code.name}`
      : word
        ? `in ${word}, which ${frame?.replace(/:.*/, '')} runs`
        : frame;
    const back = rollback(subject, evidence, isInside);
    const fix = new WorkloadFix(subject, evidence);
    const repaired = lackingImport(message, code, fix) ?? nameMeant(message, code, fix) ?? pythonSlip(fact.quote, code, fix);
    const wrong = (isSyntax || repaired !== undefined) && code;
    const goesOn = subject.state === 'running' && !subject.attempt;
    const wanted = isSyntax ? undefined : wantedOf(message ?? fact.quote);
    const ended = goesOn
      ? `a process of container ${container.name} ends on an error that it does not handle, while the container goes on`
      : `the program in container ${container.name} ended on an error that it did not handle`;
    const what = [type, message].filter(Boolean).join(': ') || fact.quote;
    const nothing = wanted
      ? `; a library is given nothing there where it wants ${wanted}: most often a variable that the code reads is not set, or is called otherwise`
      : '';
    const look = wanted && at && !wrong ? setWhatIsRead(wanted, at) : (repaired ?? where(wrong, isSyntax, word ?? at, fix));
    return {
      summary: `${ended}: ${what.slice(0, 200)}${at ? ` (${line ? '' : 'at '}${at})` : ''}${nothing}`,
      confidence: wrong || line ? 'certain' : 'likely',
      object: wrong
        ? keyObject(subject.namespace, wrong.name, wrong.key)
        : word
          ? fix.containerObject(word)
          : { kind: 'Image', name: container.image ?? '' },
      proof: [
        logProof(subject, fact),
        ...present(line && word && specProof(subject, word, line.line), code?.quote && lineProof(code, code.line, code.quote), back?.proof),
        attemptProof(subject),
      ],
      fixes: [back?.fix ?? look],
      decides: 'the code at that place, with the input and settings that it had',
    };
  },
};

/** `frame`: the place of the code, as the runtime tells it. */
function errorOf(fact: Fact<'exception' | 'syntax-error'>): { type?: string; message?: string; frame?: string | undefined } {
  return fact.kind === 'exception'
    ? (fact.fields as { type?: string; message?: string; frame?: string })
    : { type: 'syntax error', message: fact.quote, frame: placeOf(fact.fields as { file?: string; line?: string }) };
}

const setWhatIsRead = (wanted: string, at: string): Fix =>
  restarting(`see which variable the code reads at ${at}, and set it: ${wanted} is wanted there`);

/** Where to look, as nobody can say what is meant there. */
function where(wrong: CodeInConfig | false | undefined, isSyntax: boolean, at: string | undefined, fix: WorkloadFix): Fix {
  if (wrong)
    return editKeys(
      `correct line ${wrong.line} of key ${wrong.key}, then start the pods anew`,
      { sort: 'ConfigMap', name: wrong.name },
      fix,
    );
  return isSyntax && at
    ? advised(`correct ${at}`)
    : advised(`the error is raised ${at ? `at ${at}` : 'in the program'}: look there, and at the input and settings that it had`);
}

/** An error at the value of a variable that nobody sets. */
const atValue = (fact: Fact<'value-invalid'> | undefined): Fact<'exception'> | undefined =>
  fact?.phrase.endsWith('/value-of-environment')
    ? { ...fact, kind: 'exception', fields: { message: fact.quote, ...(fact.fields.frame ? { frame: fact.fields.frame } : {}) } }
    : undefined;

const ofData = (log: LogReading | undefined): Fact<'exception'> | undefined => {
  const fact = decisiveFact(log, 'variable-missing');
  return log && fact && isModelOfData(fact, log) ? { ...fact, kind: 'exception', fields: { message: fact.quote } } : undefined;
};

const placeOf = ({ file, line }: { file?: string; line?: string }) => (file ? `${file}${line ? `:${line}` : ''}` : undefined);
