/** An offer as it may be shown: what looks like a credential is hidden, field by field, in the objects and in the commands. */
import { redactValue as value } from '../redact/redact-answer.ts';
import { redactCommand } from '../redact/redact-command.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { Change, Offer, OfferedFix } from './offer.ts';

export function hidden(offer: Offer, redactor: Redactor): Offer {
  return { ...offer, fixes: offer.fixes.map((fix) => hiddenFix(fix, redactor)) };
}

function hiddenFix(fix: OfferedFix, redactor: Redactor): OfferedFix {
  return {
    ...fix,
    text: redactor.text(fix.text),
    command: redactCommand(fix.command, redactor).command,
    ...(fix.reason === undefined ? {} : { reason: redactor.text(fix.reason) }),
    changes: fix.changes.map((change) => hiddenChange(change, redactor)),
  };
}

function hiddenChange({ before, after, patch, undo, ...rest }: Change, redactor: Redactor): Change {
  return {
    ...rest,
    ...(before ? { before: value(before, redactor) } : {}),
    ...(after ? { after: value(after, redactor) } : {}),
    ...(patch ? { patch: { ...patch, body: value(patch.body, redactor) } } : {}),
    ...(undo === undefined ? {} : { undo: redactCommand(undo, redactor).command }),
  };
}
