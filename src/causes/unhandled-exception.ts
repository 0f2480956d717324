import { valueOf } from '../evidence.ts';
import { rollback } from '../fixes/rollback.ts';
import { decisiveFact } from '../logs/reading.ts';
import { attemptProof, logProof } from '../proof.ts';
import { type Cause, RUNG } from './cause.ts';

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
    const fact = decisiveFact(valueOf(subject.log()), 'exception', 'syntax-error');
    if (!fact) return undefined;
    const { container } = subject;
    const { type, message, frame } =
      fact.kind === 'exception'
        ? (fact.fields as { type?: string; message?: string; frame?: string })
        : { type: 'syntax error', message: fact.quote, frame: placeOf(fact.fields as { file?: string; line?: string }) };
    const back = rollback(subject, evidence);
    const what = [type, message].filter(Boolean).join(': ') || fact.quote;
    return {
      summary: `the program in container ${container.name} ended on an error that it did not handle: ${what.slice(0, 200)}${frame ? ` (at ${frame})` : ''}`,
      confidence: 'likely',
      object: { kind: 'Image', name: container.image ?? '' },
      proof: [logProof(subject, fact), ...(back ? [back.proof] : []), attemptProof(subject)],
      fixes: back
        ? [back.fix]
        : [{ text: `the error is the program's own${frame ? `: look at ${frame}` : ''}`, changes: false, restarts: false, asks: [] }],
      decides: 'the code at that place, with the input and settings that it had',
    };
  },
};

const placeOf = ({ file, line }: { file?: string; line?: string }) => (file ? `${file}${line ? `:${line}` : ''}` : undefined);
