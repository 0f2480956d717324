/** The line of its own code that said so, where that stands behind a condition about one of its variables. */

import { decidedBy } from '../../evidence/end.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { specProof } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { settingObject, settingProof } from '../../findings/setting-proof.ts';
import { askedSetting } from '../../fixes/asked-setting.ts';
import { changeSettings } from '../../fixes/settings.ts';
import { madeFirst } from '../../fixes/tested-setting.ts';
import { giveVariable } from '../../fixes/variables.ts';
import { WorkloadFix } from '../../fixes/workload.ts';
import { nearest } from '../../nearest.ts';
import { present } from '../../present.ts';
import { secrecyOf } from '../../redact/secret-name.ts';
import type { Finding, Fix, Proof } from '../../report.ts';
import type { CodePlace } from '../../trace/programs/program-code.ts';
import { failsInCode, saidInCode } from '../../trace/programs/said-in-code.ts';
import { absentPath, saidEnd } from '../../trace/programs/silent-end.ts';
import { placeOf, type Setting, variablesOf } from '../../trace/settings/settings.ts';

export function ofCode(finding: Finding, words: string, subject: Subject, evidence: Evidence): Finding | undefined {
  const said = inProgram(words, subject, evidence) ?? inScript(subject, evidence) ?? atFrame(subject, evidence);
  if (!said) return ofAbsentPath(finding, subject, evidence);
  const { reads, holds } = said;
  const variables = variablesOf(subject, evidence);
  const setting = variables.find(({ name }) => name === reads);
  // Of a value in a Secret it is not known whether it is empty.
  if (setting?.value ? holds === 'unset' : (!setting && said.hasDefault) || (setting?.place.kind !== 'secret' && holds === 'set'))
    return undefined;
  const fix = new WorkloadFix(subject, evidence);
  const isEmpty = !setting?.value;
  const own = isEmpty && setting?.place.kind !== 'secret' ? giveVariable(reads, fix) : otherValue(said, setting as Setting, fix);
  // Where to look is told by now.
  const others = own.some(({ command }) => command !== undefined)
    ? finding.fixes.filter(({ command }) => command !== undefined)
    : finding.fixes;
  const is = !setting
    ? 'not set'
    : setting.value === ''
      ? 'empty'
      : isOpen(setting)
        ? `"${setting.value?.slice(0, 80)}" (${placeOf(setting)})`
        : `in ${placeOf(setting)}`;
  return {
    ...finding,
    summary: `${finding.summary.replace(/\.$/, '')}; ${said.words} ${reads}, and ${reads} is ${is}`,
    object: settingObject(setting, fix).field ? settingObject(setting, fix) : fix.containerObject(`env[${reads}]`),
    proof: [
      ...finding.proof,
      said.proof,
      setting && !isEmpty && isOpen(setting)
        ? settingProof(setting, undefined, undefined, subject)
        : specProof(subject, 'env', variables.map(({ name }) => name).join(', ') || 'none'),
    ],
    fixes: [...others, ...own],
  };
}

/** The script ended as a file or a folder that it tests for is not there. */
function ofAbsentPath(finding: Finding, subject: Subject, evidence: Evidence): Finding | undefined {
  const end = saidEnd(subject, evidence);
  const path = end && absentPath(end);
  if (!end || path === undefined) return undefined;
  const { at, step, start } = end;
  const fix = new WorkloadFix(subject, evidence);
  return {
    ...finding,
    summary: `${finding.summary.replace(/\.$/, '')}; it says so at ${at}, behind "${step.text}", as ${path} is not there`,
    object: settingObject(start.setting, fix),
    proof: [...finding.proof, { step: 'get', quote: `${at}: ${step.text}` }],
    fixes: [...present(madeFirst(end, fix)), ...finding.fixes],
  };
}

/** Its value may be shown. */
const isOpen = ({ name = '', place, value }: Setting) => place.kind !== 'secret' && value !== undefined && secrecyOf(name) === 'none';

const LEADS = /^(?:[a-z][a-z0-9+.-]{1,20}:\/\/|\/)/i;

/** One of those that the condition names, or what the user gives. */
function otherValue({ condition, reads }: Said, setting: Setting, fix: WorkloadFix): Fix[] {
  const allowed = [...condition.matchAll(/["'`]([\w.+-]{1,40})["'`]/g)].map(([, word = '']) => word);
  // An address, or a path, only leads to what the condition is about.
  const meant = setting.value === undefined || LEADS.test(setting.value) ? undefined : nearest(setting.value, allowed);
  if (meant !== undefined && meant !== setting.value && setting.written?.includes(setting.value as string))
    return [
      changeSettings(
        `write ${meant} for ${setting.value}`,
        [{ setting, to: setting.written.replace(setting.value as string, () => meant) }],
        fix,
      ) ?? [],
    ].flat();
  const what = `a value of ${reads} that the program takes${allowed.length > 0 ? `, such as ${allowed.join(', ')}` : ''}`;
  const asked = askedSetting(
    `if that is what it cannot use, correct ${placeOf(setting)}`,
    setting,
    { name: reads, refused: setting.value, what },
    fix,
  );
  return present(asked);
}

interface Said {
  /** What is about the variable. */
  words: string;
  condition: string;
  reads: string;
  holds: CodePlace['holds'];
  /** Where the variable is not set, the program takes something else. */
  hasDefault: boolean;
  proof: Proof;
}

function inProgram(words: string, subject: Subject, evidence: Evidence): Said | undefined {
  const said = saidInCode(words, subject, evidence);
  const { where, config, quote, reads, condition, holds, hasDefault = false } = said ?? {};
  if (where === undefined || reads === undefined || condition === undefined) return undefined;
  const step = config ? `get cm ${config.name}` : 'get';
  return {
    words: `it says so at ${where}, behind "${condition}", which is about`,
    condition,
    reads,
    holds,
    hasDefault,
    proof: { step, quote: [...new Set([condition, quote])].join(' … ') },
  };
}

function inScript(subject: Subject, evidence: Evidence): Said | undefined {
  const end = saidEnd(subject, evidence);
  if (!end?.variable) return undefined;
  const { step, at, variable } = end;
  return {
    words: `it says so at ${at}, behind "${step.text}", which is about`,
    condition: step.text,
    reads: variable.name,
    holds: variable.isEmpty ? 'unset' : 'set',
    hasDefault: false,
    proof: { step: 'get', quote: `${at}: ${step.text}` },
  };
}

/** Errors at a value, of Python and JavaScript themselves. */
const AT_VALUE = /^(?:Index|Key|Value|Type|Assertion|ZeroDivision|Overflow|Range|Arithmetic)Error$/;

/** The line that fails works on what a line above it has read. */
function atFrame(subject: Subject, evidence: Evidence): Said | undefined {
  const fact = decidedBy(subject, 'exception');
  const frame = AT_VALUE.test(fact?.fields.type ?? '') ? fact?.fields.frame : undefined;
  const { quote, config, reads, hasDefault } = failsInCode(frame, subject, evidence) ?? {};
  if (quote === undefined || reads === undefined) return undefined;
  const proof = { step: config ? `get cm ${config.name}` : 'get', quote };
  return {
    words: `the line that fails, "${quote}", is about`,
    condition: quote,
    reads,
    holds: undefined,
    hasDefault: hasDefault ?? false,
    proof,
  };
}
