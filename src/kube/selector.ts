/** Label selectors, as the API server matches them (apimachinery pkg/labels). */
import type { LabelSelector } from './shapes.ts';

/** An absent selector matches nothing; an empty one matches everything. */
export function selects(selector: LabelSelector | undefined, labels: Record<string, string> = {}): boolean {
  if (!selector) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'In') return value !== undefined && values.includes(value);
      if (operator === 'NotIn') return value === undefined || !values.includes(value);
      return operator === 'Exists' ? value !== undefined : operator === 'DoesNotExist' && value === undefined;
    })
  );
}

/** A Service's selector: plain labels; none or an empty one selects nothing. */
export function selectsPlainly(selector: Record<string, string> | undefined, labels: Record<string, string> = {}): boolean {
  const entries = Object.entries(selector ?? {});
  return entries.length > 0 && entries.every(([key, value]) => labels[key] === value);
}

/** As they are typed: app=cache,tier=db; what is to be taken away has no value. */
export const labelsText = (labels: Readonly<Record<string, string | null | undefined>> = {}): string =>
  Object.entries(labels)
    .flatMap(([key, value]) => (value === null || value === undefined ? [] : [`${key}=${value}`]))
    .join(',');

/** As kubectl spells it: app=cache,tier in (web,api),!beta. */
export function selectorWords({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const expression = ({ key, operator, values = [] }: (typeof matchExpressions)[number]) => {
    if (operator === 'Exists') return key;
    if (operator === 'DoesNotExist') return `!${key}`;
    return `${key} ${operator === 'In' ? 'in' : operator === 'NotIn' ? 'notin' : operator} (${values.join(',')})`;
  };
  return [labelsText(matchLabels), ...matchExpressions.map(expression)].filter(Boolean).join(',');
}
