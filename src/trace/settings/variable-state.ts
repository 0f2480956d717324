/** How a container has a variable: by its spec, and, where that does not tell, by what is asked inside it. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { EnvVar } from '../../kube/shapes.ts';
import { type VariableInside, variableInside } from '../inside/inside-variable.ts';
import { fieldBehind, type PodField } from './pod-field.ts';
import type { Setting } from './settings.ts';
import { givenByEnvFrom, variableOf } from './variables.ts';

export interface VariableState {
  name: string;
  /** Its entry of env. */
  entry: EnvVar | undefined;
  /** Where its value stands. */
  setting: Setting | undefined;
  /** What it is taken from, where that is a field of its pod. */
  field: PodField | undefined;
  /** Its entry has a value, or names a source of one. */
  isSet: boolean;
  /** It is there and empty, or nothing but blanks, by the spec and what that refers to. */
  isEmpty: boolean;
  /** A value of it is seen. */
  isSeen: boolean;
  /** Nothing gives it: for sure, as all keys are known that envFrom gives. */
  isAbsent: boolean;
  /** envFrom gives it. */
  isGiven: boolean;
  /** Asked where the spec does not tell. */
  inside: VariableInside | undefined;
  /** What the container itself says, where it was asked and lacks a value. */
  confirmed: 'unset' | 'empty' | undefined;
}

/** `variables`: all that the container has. */
export function variableState(name: string, variables: readonly Setting[], subject: Subject, evidence: Evidence): VariableState {
  const { container, namespace } = subject;
  const entry = variableOf(container, name);
  const given = givenByEnvFrom(container, name, namespace, evidence);
  const setting = variables.find((one) => one.name === name);
  const field = setting && fieldBehind(setting, subject);
  const isSet = entry !== undefined && (entry.valueFrom !== undefined || !isBlank(entry.value ?? ''));
  const isElsewhere = !entry || field !== undefined || entry.valueFrom?.configMapKeyRef !== undefined;
  const isEmpty = (entry !== undefined && !isSet) || (isElsewhere && setting?.value !== undefined && isBlank(setting.value));
  const isSeen = !isEmpty && setting?.value !== undefined;
  const isAbsent = !entry && given.state === 'read' && !given.value;
  const inside = isAbsent || isEmpty ? undefined : variableInside(name, subject, evidence);
  const confirmed = inside?.own && inside.is !== 'set' ? inside.is : undefined;
  return { name, entry, setting, field, isSet, isEmpty, isSeen, isAbsent, isGiven: valueOf(given) === true, inside, confirmed };
}

const isBlank = (text: string) => text.trim() === '';
