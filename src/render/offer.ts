/** What --fix found, as text that follows the report. */
import { differences } from '../patch/objects.ts';
import type { Change, Offer, OfferedFix, Outcome } from '../patch/offer.ts';
import { type Block, lay, type Row } from './layout.ts';
import type { RenderOptions } from './options.ts';
import { paint, type Tone } from './paint.ts';
import { inert, printableText } from './printable.ts';
import { document } from './yaml.ts';

const WORDS: Record<Outcome, [words: string, tone: Tone]> = {
  accepted: ['accepted by the server in a dry run; nothing was changed', 'green'],
  refused: ['refused by the server, so it is no fix', 'red'],
  forbidden: ['you may not change it; hand this to somebody who may', 'yellow'],
  unchecked: ['not checked', 'yellow'],
};

/** `written`: the file that holds it. */
export function offerText(offer: Offer, options: RenderOptions, written: string | undefined): string {
  const blocks: Block[] =
    offer.fixes.length === 0
      ? [[{ label: '--fix', text: 'the report has no command that changes anything', how: 'prose' }]]
      : offer.fixes.flatMap((fix) => fixBlocks(fix, written));
  return inert(`\n${lay(blocks, { ...options, paint: paint(options.color) })}`);
}

function fixBlocks({ text, command, outcome, reason, changes }: OfferedFix, written: string | undefined): Block[] {
  const [words, tone] = WORDS[outcome];
  const said = reason === undefined ? words : `${words}: ${printableText(reason)}`;
  const head: Row[] = [
    { label: '--fix', text: printableText(text), how: 'prose' },
    { text: said, how: 'prose', tone },
  ];
  if (outcome === 'refused') return [head];
  return [
    head,
    ...changes.flatMap(changeBlocks),
    [
      { label: 'apply', text: printableText(command), how: 'whole', tone: 'cyan' },
      ...changes.flatMap(({ undo }, index): Row[] =>
        undo === undefined ? [] : [{ label: index === 0 ? 'undo' : '', text: printableText(undo), how: 'whole', tone: 'cyan' }],
      ),
      ...(written === undefined ? [] : [{ label: 'file', text: printableText(written), how: 'whole' } satisfies Row]),
    ],
  ];
}

function changeBlocks({ object, namespace, before, after, patch }: Change): Block[] {
  const where = `${object}${namespace === undefined ? '' : ` in namespace ${namespace}`}`;
  const body = patch && document(patch.body).trimEnd().split('\n');
  const diff = after && differences(before, after);
  return [
    body ? [{ label: 'patch', text: `${patch.type} patch of ${where}`, how: 'prose' }, ...body.map(whole)] : [],
    diff
      ? [
          { label: 'diff', text: before ? where : `${where} is made`, how: 'prose' },
          ...diff.map((line): Row => ({ ...whole(line), ...toned(line) })),
        ]
      : [],
  ];
}

const whole = (text: string): Row => ({ text: printableText(text), how: 'whole' });

function toned(line: string): { tone?: Tone } {
  return line.startsWith('+') ? { tone: 'green' } : line.startsWith('-') ? { tone: 'red' } : {};
}
