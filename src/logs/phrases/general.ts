/** Words of the operating system, the C library and the loader, as they stand in the messages of any program. */
import type { Phrase } from '../phrase.ts';

export const general: readonly Phrase[] = [
  {
    name: 'variable-not-set', kind: 'variable-missing',
    pattern: /\b(?:[Ee]nvironment [Vv]ariable|ENV variable|env var(?:iable)?):? ["'`]?(?<name>[A-Z][A-Z0-9_]{1,100})["'`]?,? (?:(?:is |was |has )?(?:not (?:been )?(?:set|found|defined|present|provided|specified)|missing|required|undefined|unset|empty)|(?:must|has to|needs to|should) be (?:set|defined|provided|present|specified))\b/,
    sample: 'Error: Environment variable DB_URL is not set', source: 'case:env-missing-node',
    nearMiss: 'Environment variable DB_URL is set to a local address',
  },
  {
    name: 'no-space', kind: 'no-space', pattern: /\b(?:No space left on device|no space left on device|ENOSPC\b|Disk quota exceeded|disk quota exceeded)/,
    sample: 'Error: ENOSPC: no space left on device, write', source: 'case:disk-full',
    nearMiss: 'checked: enough space is left on the device',
  },
  {
    name: 'free-invalid', kind: 'abort', pattern: /^(?<detail>(?:free|munmap_chunk|realloc|malloc|corrupted|double free)[\w() :-]{0,40}(?:invalid (?:pointer|size|next size|old size)|corrupt(?:ed|ion)[\w ]{0,30}|or corruption[\w() !]{0,30}))/,
    sample: 'free(): invalid pointer', source: 'case:app-abort',
    nearMiss: 'malloc: 3 invalid requests were dropped from the queue',
  },
  {
    name: 'float-of-text', kind: 'value-invalid', pattern: /could not convert string to (?<expected>float): ["'](?<value>[^"']{0,200})["']/,
    sample: "/in/sales.csv:4: could not convert string to float: '4,80'", source: 'case:job-bad-row',
    nearMiss: 'converted string to float: 4.80',
  },
  {
    name: 'setting-required', kind: 'config-rejected',
    pattern: /^(?:error: |fatal: )?(?<file>\/[^\s:]{1,200}\.(?:ya?ml|json|toml|conf|cfg|ini|properties|xml)): (?<setting>[A-Za-z_][\w.-]{1,80}) (?:is required|is missing|must be (?:set|given))\b/i,
    sample: '/etc/agent/agent.yaml: output.host is required', source: 'case:sidecar-settings',
    nearMiss: '/etc/agent/agent.yaml: no restart is required',
  },
];
