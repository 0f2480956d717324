/**
 * Holds a value that came over the wire against the shape that we have declared for it (shape-table.ts), so that the rest
 * of the program may believe its types: a field of the wrong type is left out as if it were absent, null too, and what
 * lacks a field that it must have is no such thing. Fields that we have not declared stay as they are.
 */
type Present<T> = NonNullable<T>;
type Required<T> = { [K in keyof T]-?: undefined extends T[K] ? never : K }[keyof T];

/** What describes T. A key of an object that must be there ends in "!". */
export type Shape<T> = unknown extends T
  ? 'any'
  : [Present<T>] extends [string]
    ? 'string' | 'name'
    : [Present<T>] extends [number]
      ? 'integer'
      : [Present<T>] extends [boolean]
        ? 'boolean'
        : [Present<T>] extends [string | number]
          ? 'string or number'
          : [Present<T>] extends [readonly (infer Item)[]]
            ? readonly [Shape<Item>]
            : [Present<T>] extends [number | readonly unknown[]]
              ? 'number or list'
              : string extends keyof Present<T>
                ? { readonly '*': Shape<Present<T>[keyof Present<T>]> }
                : { readonly [K in keyof Present<T> & string as K extends Required<Present<T>> ? `${K}!` : K]-?: Shape<Present<T>[K]> };

/** The same without its type, as the walk sees it. */
export type AnyShape = string | readonly [AnyShape] | { readonly [key: string]: AnyShape };

/** Whether it fits, once what does not was taken out of it: it is changed in place. */
export function fit(value: unknown, shape: AnyShape): boolean {
  if (typeof shape === 'string') return isOf(value, shape);
  if (isList(shape)) return fitList(value, shape[0]);
  return isRecord(value) && ('*' in shape ? fitMap(value, shape['*'] as AnyShape) : fitObject(value, shape));
}

function isOf(value: unknown, type: string): boolean {
  switch (type) {
    case 'any':
      return true;
    case 'string or number':
      return typeof value === 'string' || Number.isFinite(value);
    // An object's, a container's or a volume's name: what looks like a flag in a command line is none for any API server (apimachinery pkg/util/validation).
    case 'name':
      return typeof value === 'string' && !value.startsWith('-');
    case 'number or list':
      return Number.isFinite(value) || Array.isArray(value);
    case 'number':
      return Number.isFinite(value);
    // All numbers of the API that are declared: counts, codes, ports, ids (int32 or int64).
    case 'integer':
      return Number.isSafeInteger(value);
    default:
      return typeof value === type;
  }
}

const isList = (shape: AnyShape): shape is readonly [AnyShape] => Array.isArray(shape);

function fitList(value: unknown, shape: AnyShape): boolean {
  if (!Array.isArray(value)) return false;
  const fitting = value.filter((item) => fit(item, shape));
  if (fitting.length < value.length) value.splice(0, value.length, ...fitting);
  return true;
}

function fitMap(value: Record<string, unknown>, shape: AnyShape): boolean {
  for (const [key, item] of Object.entries(value)) if (!fit(item, shape)) delete value[key];
  return true;
}

function fitObject(value: Record<string, unknown>, shapes: { readonly [key: string]: AnyShape }): boolean {
  for (const [name, shape] of Object.entries(shapes)) {
    const isRequired = name.endsWith('!');
    const key = isRequired ? name.slice(0, -1) : name;
    if (Object.hasOwn(value, key) && fit(value[key], shape)) continue;
    if (isRequired) return false;
    delete value[key];
  }
  return true;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
