/** Kubernetes quantities ("64Mi", "128m", "1e3") as numbers, and units of memory. Source: apimachinery pkg/api/resource/quantity.go. */
export const KI = 2 ** 10;
export const MI = 2 ** 20;
export const GI = 2 ** 30;
export const TI = 2 ** 40;

/** Of programs that count in 1024, as most do, by their letter in small: 512m, 2G; a number alone is in bytes. */
export const BINARY: Readonly<Record<string, number>> = { '': 1, k: KI, m: MI, g: GI, t: TI };

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
  Ki: KI,
  Mi: MI,
  Gi: GI,
  Ti: TI,
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
  const mi = Math.max(1, Math.ceil(bytes / MI));
  return mi % KI === 0 ? `${mi / KI}Gi` : `${mi}Mi`;
}

/** What was measured, in Mi: 9.3Mi, 268Mi. */
export const measured = (bytes: number): string => `${(bytes / MI).toFixed(Math.abs(bytes) < 10 * MI ? 1 : 0)}Mi`;
