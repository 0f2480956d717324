/** The page around the report: style, the one small script, and the policy that forbids everything else. */

import { createHash } from 'node:crypto';
import { PROGRAM } from '../version.ts';
import { Markup, markup } from './markup.ts';

const STYLE = `
:root { color-scheme: light dark; --ink: #1d2430; --dim: #556070; --paper: #ffffff; --box: #f2f4f7; --line: #c9d0da; --bad: #b3261e; --good: #1b6e3c; --wait: #8a5a00; --was: #fbe4e2; --is: #dff3e6; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7eaf0; --dim: #a7b0be; --paper: #14181f; --box: #1e242e; --line: #3b4454; --bad: #ff8a80; --good: #7fd6a0; --wait: #f0c060; --was: #46221f; --is: #1c3a2a; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.2rem; margin: 2rem 0 0; border-top: 1px solid var(--line); padding-top: 1rem; }
h3 { font-size: 1.05rem; margin: 1.25rem 0 0; }
h4 { font-size: 1.05rem; margin: 1.25rem 0 0.25rem; }
h5 { font-size: 0.9rem; margin: 1rem 0 0.25rem; color: var(--dim); }
p { margin: 0.25rem 0; }
ul, ol { margin: 0.25rem 0; padding-left: 1.4rem; }
li { margin: 0.25rem 0; }
.verdict { font-size: 1.15rem; margin: 0.5rem 0; }
.note, .step { color: var(--dim); }
.state { color: var(--bad); font-weight: 600; }
.tags span { display: inline-block; border: 1px solid var(--line); border-radius: 0.25rem; padding: 0 0.4rem; margin: 0 0.4rem 0.25rem 0; font-size: 0.85rem; }
.bare { list-style: none; padding: 0; }
.proof li { border-left: 3px solid var(--line); padding-left: 0.75rem; }
q { font-family: ui-monospace, monospace; font-size: 0.9rem; quotes: none; display: block; }
code, pre, td { font-family: ui-monospace, monospace; font-size: 0.85rem; }
pre { background: var(--box); padding: 0.75rem; overflow-x: auto; white-space: pre-wrap; }
.command { display: flex; gap: 0.5rem; align-items: start; background: var(--box); border: 1px solid var(--line); border-radius: 0.25rem; padding: 0.5rem 0.75rem; margin: 0.25rem 0; }
.command code { flex: 1; user-select: all; }
.command button { font: inherit; font-size: 0.8rem; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 0.25rem; cursor: pointer; }
.laid { white-space: pre; }
.diff { padding: 0.5rem 0; }
.diff span { display: block; padding: 0 0.75rem; }
.was { background: var(--was); }
.is { background: var(--is); }
summary { cursor: pointer; color: var(--dim); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid var(--line); }
figure { margin: 1rem 0; }
figcaption { color: var(--dim); font-size: 0.85rem; }
svg { display: block; width: 100%; min-width: 40rem; height: auto; }
svg text { fill: var(--dim); font: 12px system-ui, sans-serif; }
.axis { stroke: var(--line); }
.run { fill: var(--bad); }
.wait { fill: none; stroke: var(--wait); stroke-dasharray: 4 3; }
.warning { fill: var(--wait); }
.event { fill: var(--good); }
.now { stroke: var(--ink); stroke-dasharray: 2 3; }
@media print {
  .diff { print-color-adjust: exact; }
  body { max-width: none; padding: 0; }
  .command button { display: none; }
  h2, h3, h4, h5 { break-after: avoid; }
  .command, .proof li, figure { break-inside: avoid; }
}
`;

/** Without it the commands are still there to be selected, and every fold opens. Folds are opened for print. */
const SCRIPT = `
for (const box of document.querySelectorAll('.command')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(box.querySelector('code').textContent);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(box.querySelector('code'));
      button.textContent = 'Selected';
    }
  });
  box.append(button);
}
addEventListener('beforeprint', () => { for (const fold of document.querySelectorAll('details')) fold.open = true; });
`;

const hash = (source: string) => `'sha256-${createHash('sha256').update(source).digest('base64')}'`;

const POLICY = `default-src 'none'; style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)}; base-uri 'none'; form-action 'none'`;

export function page(title: string, body: Markup): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - ${PROGRAM}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
${body}
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`.source;
}
