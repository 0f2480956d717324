/** Files of a container that are meant as JSON and whose text we do not see. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { type UnseenFile, unseenFiles } from '../files/unseen-files.ts';

export const unseenJson = (subject: Subject, evidence: Evidence): UnseenFile[] =>
  unseenFiles(subject, evidence).filter(({ path, key }) => /\.json$/i.test(path) || /\.json$/i.test(key));
