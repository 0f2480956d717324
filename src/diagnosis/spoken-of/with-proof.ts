import type { Finding, Proof } from '../../report.ts';

/** A cause may have told the very same. */
export const withProof = (proof: Finding['proof'], one: Proof): Finding['proof'] =>
  proof.some(({ step, quote }) => step === one.step && quote === one.quote) ? proof : [...proof, one];
