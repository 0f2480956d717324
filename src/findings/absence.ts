/** Why a file that a program wants is not there, as every place that may lack it tells it. */

import { advised } from '../fixes/fix.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';
import type { FilledBy } from '../trace/files/filled-by.ts';

export interface Absence {
  /** For the end of "does not find FILE". */
  why: string;
  isCertain: boolean;
  /** What is to be changed. */
  object: ObjectRef;
  proof: Proof[];
  fixes: Fix[];
}

export const bringIt = (path: string) => advised(`bring ${path} into the image, mount it, or tell the program where it is`);

/** What has to be a jar and is a text is of no use anywhere. */
export const isNoJar = (filled: FilledBy | undefined, path: string) => filled?.text === true && path.endsWith('.jar');

export const tellPlace = ({ path }: Pick<FilledBy, 'path'>) => advised(`tell the program that it is at ${path}`);

export const filledProof = ({ by, line }: Pick<FilledBy, 'by' | 'line'>): Proof => ({ step: 'get', quote: `${by}: ${line}` });
