import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { variablesOf } from '../settings/settings.ts';
import { variableState } from '../settings/variable-state.ts';
import { setsVariable } from './shell-variables.ts';

/** What shells set by themselves (POSIX 2.5.3), and runtimes for their containers. */
const OWN = /^(?:HOME|PATH|PWD|HOSTNAME|IFS)$/;

/** Has a variable no value, for sure, when a shell puts it into this script? */
export function isEmptied(name: string, script: string, subject: Subject, evidence: Evidence): boolean {
  if (OWN.test(name) || setsVariable(name, script)) return false;
  const { isAbsent, isEmpty } = variableState(name, variablesOf(subject, evidence), subject, evidence);
  return isAbsent || isEmpty;
}
