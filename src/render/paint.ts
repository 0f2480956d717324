/** Colour for terminals. It only repeats what the words say. */
import kleur from 'kleur';

export type Tone = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';
export type Paint = Record<Tone, (text: string) => string>;

// Whether to colour is decided by our caller, from flags, NO_COLOR and the terminal; not by kleur's own look at the environment.
kleur.enabled = true;

const same = (text: string) => text;
const plain: Paint = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same };
const { bold, dim, red, green, yellow, cyan } = kleur;
const coloured: Paint = { bold, dim, red, green, yellow, cyan };

export function paint(color: boolean): Paint {
  return color ? coloured : plain;
}
