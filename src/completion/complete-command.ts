/**
 * `__complete WORDS…`, for the shells: one candidate a line (`value<TAB>what it is`), then `:N`, a directive of cobra's
 * (github.com/spf13/cobra completions.go), which kubectl reads from an executable kubectl_complete-crashloop (kubectl
 * pkg/cmd/plugin_completion.go). It is silent and ends well whatever happens: else the shell would offer files, or show our words.
 */
import { demos, page, pages } from '../assets.ts';
import { printableText } from '../render/printable.ts';
import type { World } from '../world.ts';
import { type Candidate, type Completion, completionOf } from './completion.ts';

/** ShellCompDirectiveDefault: the shell offers files. */
const FILES = 0;
/** ShellCompDirectiveNoFileComp. */
const NO_FILES = 4;
/** With ShellCompDirectiveKeepOrder; a cobra that does not know it passes it by. */
const IN_ORDER = NO_FILES + 32;
/** More than a screen of them helps nobody. */
const MOST = 200;

export async function complete(words: readonly string[], world: World): Promise<string> {
  let completion: Completion;
  try {
    completion = completionOf(words);
  } catch {
    // A line that would be refused.
    return written([], NO_FILES);
  }
  const { source, candidates, partial, before, taken } = completion;
  if (source?.of === 'files') return written([], FILES);
  const found = await sourced(completion, world).catch(() => []);
  const offered = [...found.filter(({ value }) => isInert(value)), ...candidates]
    .filter(({ value }) => value.startsWith(partial) && !taken.includes(value) && !taken.includes(before + value))
    .slice(0, MOST);
  return written(
    offered.map(({ value, what }) => ({ value: before + value, ...(what ? { what } : {}) })),
    source?.of === 'objects' ? IN_ORDER : NO_FILES,
  );
}

const written = (candidates: readonly Candidate[], directive: number) =>
  [...candidates.map(({ value, what }) => (what ? `${value}\t${printableText(what)}` : value)), `:${directive}`]
    .map((line) => `${line}\n`)
    .join('');

/** It comes from elsewhere and gets onto a command line: nothing that a shell acts on, and no flag. */
const isInert = (value: string) => /^[\p{L}\p{N}_][\p{L}\p{N}._@:/+=,%-]*$/u.test(value);

async function sourced(completion: Completion, world: World): Promise<Candidate[]> {
  switch (completion.source?.of) {
    case undefined:
      return [];
    case 'causes':
      return pages().map((id) => ({
        value: id,
        what:
          page(id)
            ?.split('\n', 1)[0]
            ?.replace(/^# [^:]*: /, '') ?? '',
      }));
    case 'demos':
      return demos().map((value) => ({ value }));
    default: {
      // Loaded only where kubectl is asked.
      const { clusterNames } = await import('./cluster-names.ts');
      return clusterNames(completion, world);
    }
  }
}
