/** Kubernetes quantities ("64Mi", "128m", "1e3") as numbers. Source: apimachinery pkg/api/resource/quantity.go. */
const SUFFIXES: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Bytes, cores or a count; undefined for what is no quantity. */
export function quantity(text: string | number | undefined): number | undefined {
  const [, digits, suffix] = String(text ?? '').match(/^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([A-Za-z]{0,2})$/) ?? [];
  const factor = SUFFIXES[suffix ?? ''];
  return digits !== undefined && factor !== undefined ? Number(digits) * factor : undefined;
}

/** Bytes as a memory quantity in whole Mi (or Gi where it comes out even): 268435456 → "256Mi". */
export function mebibytes(bytes: number): string {
  const mi = Math.max(1, Math.ceil(bytes / 2 ** 20));
  return mi % 1024 === 0 ? `${mi / 1024}Gi` : `${mi}Mi`;
}

/** What was measured, in Mi: 9.3Mi, 268Mi. */
export const measured = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(Math.abs(bytes) < 10 * 2 ** 20 ? 1 : 0)}Mi`;
