import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, changeProof, configMapProof, keyObject, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { leftInVolume } from '../findings/left-in-volume.ts';
import { madeOf } from '../findings/made-of.ts';
import { refusedVariable } from '../findings/refused-variable.ts';
import { correctFile } from '../fixes/correct-file.ts';
import { repairFile } from '../fixes/file-value.ts';
import { nginxPlace } from '../fixes/nginx-file.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type AskedAddress, askedAddress } from '../trace/network/asked-address.ts';
import { withoutPasswords } from '../trace/servers/redis-acl.ts';
import { fileOf, placeOf, type Setting, unreadSources } from '../trace/settings/settings.ts';
import { type Source, sourceOf } from '../trace/texts/config-source.ts';
import { refusedSettings } from '../trace/texts/refused-json.ts';
import { conflictIn, type Unfilled, unfilledIn } from '../trace/texts/unfilled.ts';
import { withFile } from '../trace/texts/unnamed-file.ts';
import { unseenJson } from '../trace/texts/unseen-json.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const malformedConfig: Cause = {
  id: 'malformed-config',
  title: 'its configuration file has an error',
  tier: 'kubernetes',
  covers: ['cfg.malformed-file', 'app.config-rejects'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const said = decidedBy(subject, 'config-malformed', 'config-rejected');
    if (!said) return undefined;
    const fact = withFile(said, subject, evidence);
    const refused = refusedSettings(fact, subject, evidence);
    // A variable or an argument is no file.
    if (refused?.length && !refused.some(isFile)) return undefined;
    const source = sourceOf(fact, refused?.filter(isFile), subject, evidence);
    if (refused && !source) return elsewhere(fact, subject, evidence);
    const fix = new WorkloadFix(subject, evidence);
    const own = source ? undefined : refusedVariable(fact, fix);
    const { line, detail } = fact.fields;
    const file = fact.fields.file ?? source?.path;
    // Where no file is named, it may as well be data that the program works on.
    const where = `${file ?? (fact.kind === 'config-rejected' ? 'its configuration' : 'what it reads')}${line ? `, line ${line}` : ''}`;
    const of = source ? `; ${madeOf(source)}${source.text?.trim() === '' ? ', and is empty' : ''}` : '';
    const isSeen = source !== undefined && source.template?.empty.length !== 0 && (source.quote !== undefined || refused !== undefined);
    const place = source && nginxPlace(source, fact, subject, evidence);
    const unfilled =
      source?.text === undefined || source.kind !== 'ConfigMap' ? undefined : unfilledIn(source.text, line ? Number(line) : undefined);
    const variable = own ? `; env ${own.name} ${own.does}` : '';
    return {
      summary: `container ${subject.container.name} refuses ${where}: ${shortened(detail ?? unsaid(fact))}${tokenWords(fact, source)}${of}${variable}${place ? `; ${place.what}` : ''}${leftWords(source, unfilled)}`,
      // What is not read may hold it as a variable.
      confidence: isSeen || own ? 'certain' : !source && unreadSources(subject, evidence).length > 0 ? 'possible' : 'likely',
      ...(own ? { object: fix.containerObject(`env[${own.name}]`) } : {}),
      ...(source ? { object: keyObject(subject.namespace, source.name, source.key, source.kind) } : {}),
      proof: [
        logProof(subject, fact),
        ...present(
          source?.quote && configMapProof(source.name, `${source.key}: ${quoted(source.quote, fact)}`),
          source?.changed && changeProof(source.name, source.changed),
        ),
        attemptProof(subject),
      ],
      fixes: place && !source.isStale ? [place.fix(fix)] : source ? fixesOf(source, unfilled, fact, fix) : present(own?.fix),
      decides: file ? `the file ${file} as the container sees it` : 'which text it reads there: a file, a variable, or its input',
    };
  },
};

type Said = Fact<'config-malformed' | 'config-rejected'>;

/** What it stumbles over, where the file is not there to be shown. */
const tokenWords = ({ fields: { token, detail = '' } }: Said, source: Source | undefined): string =>
  token && !detail.includes(token) && !source?.quote && !source?.template && source?.text === undefined ? `: ${token.slice(0, 80)}` : '';

/** What a tool or a person has left in the text that was to be replaced. */
function leftWords(source: Source | undefined, unfilled: Unfilled | undefined): string {
  if (unfilled) return `; line ${unfilled.line} still has ${unfilled.place}, the place of a template that was not filled in`;
  const conflict = source?.text === undefined ? undefined : conflictIn(source.text);
  return conflict ? `; line ${conflict} has <<<<<<<, the mark of a merge that was not finished` : '';
}

function fixesOf(source: Source, unfilled: Unfilled | undefined, fact: Said, fix: WorkloadFix): Fix[] {
  if (source.isStale)
    return [fix.restart(`start the pods anew: init container ${source.copiedBy} then copies key ${source.key} as it is now`)];
  return unfilled ? [filled(source, unfilled, fix)] : correctFile(source, fact, fix);
}

/** Without the time and the level that stand before it. */
const unsaid = ({ fields: { setting }, phrase, quote }: Said) =>
  phrase === 'general/named-setting-missing' && setting && /\bmsg=/.test(quote) ? `${setting} is missing` : quote;

const quoted = (line: string, { phrase }: Fact) => (phrase === 'stores/redis-acl' ? withoutPasswords(line) : line);

/** What belongs there only the user knows. */
const filled = ({ name, key, path, text = '' }: Source, { line, place }: Unfilled, fix: WorkloadFix): Fix =>
  repairFile({ name, key, path: path ?? key, text, line, quote: place }, place, undefined, fix);

const isFile = (setting: Setting) => fileOf(setting) !== undefined;

/** All that we see of its files and variables is JSON where it is meant so: one that we don't see may be none. */
function elsewhere(fact: Said, subject: Subject, evidence: Evidence): Match {
  const left = leftInVolume(new WorkloadFix(subject, evidence));
  if (left)
    return {
      ...left,
      summary: `container ${subject.container.name} could not read a text as JSON: ${shortened(fact.fields.detail ?? fact.quote)}; ${left.words}`,
      confidence: 'likely',
      proof: [logProof(subject, fact), left.proof, attemptProof(subject)],
    };
  const asked = askedAddress(subject, evidence);
  if (asked) return answered(asked, fact, subject);
  const unseen = unseenJson(subject, evidence);
  const [only] = unseen.length === 1 ? unseen : [];
  const named = unseen.map(({ kind, name, key, path }) => `key ${key} of ${kind} ${name}, at ${path}`);
  return {
    summary: `container ${subject.container.name} could not read a text as JSON: ${shortened(fact.fields.detail ?? fact.quote)}; ${only ? `no text that we see is at fault, so it may be ${named[0]}, which was not read` : 'no text that we see is at fault'}`,
    confidence: 'possible',
    ...(only ? { object: keyObject(subject.namespace, only.name, only.key, only.kind) } : {}),
    proof: [
      logProof(subject, fact),
      ...unseen.slice(0, 3).map(({ kind, key, path, name }) => ({
        step: 'get',
        quote: `${path}: key ${key} of ${kind} ${name}`,
        path: 'spec.volumes',
      })),
      attemptProof(subject),
    ],
    fixes: [],
    decides: `which text it was: ${[...named, 'a file of the image or of another volume', 'a value of a Secret', 'the answer of another program'].join('; ')}`,
  };
}

/** Nothing that it is given is at fault, and its trace goes through a client of HTTP. */
const answered = ({ service, namespace, setting, url }: AskedAddress, fact: Fact, subject: Subject): Match => ({
  summary: `container ${subject.container.name} could not read a text as JSON: ${shortened(fact.quote)}; it is likely the answer of Service ${service.metadata.name}, to which ${placeOf(setting)} leads (${url})`,
  confidence: 'possible',
  object: { kind: 'Service', namespace, name: service.metadata.name },
  proof: [logProof(subject, fact), { step: 'get', quote: `${placeOf(setting)}: ${url}` }, attemptProof(subject)],
  fixes: [],
  decides: `what ${url} answers, and whether the pods behind Service ${service.metadata.name} are the right ones`,
});

const shortened = (text: string) => (text.length > 160 ? `${text.slice(0, 157)}…` : text.replace(/\.$/, ''));
