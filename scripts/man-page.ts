/** kubectl-crashloop(1), from the table of flags that the help is made of too (man-pages(7)). */
import { FLAGS, type Flag } from '../src/cli/flags.ts';
import { EXECUTABLE, PROGRAM, VERSION } from '../src/version.ts';

const roff = (text: string) =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/gm, '\\&$1');

function option({ short, name, takes, value = '', what }: Flag): string {
  const after = takes === 'nothing' ? '' : takes === 'maybe' ? `[=\\fI${roff(value)}\\fR]` : ` \\fI${roff(value)}\\fR`;
  return `.TP\n${short ? `\\fB\\-${short}\\fR, ` : ''}\\fB${roff(`--${name}`)}\\fR${after}\n${roff(what)}\n`;
}

const uses: [string, string][] = [
  [`${PROGRAM} POD`, 'Why does this pod crash? Also pod/POD.'],
  [`${PROGRAM} deploy/web`, 'The worst pod of a workload: deploy, rs, sts, ds, job, cronjob, rc.'],
  [`${PROGRAM} -l app=web`, 'The worst pod with these labels.'],
  [`${PROGRAM} [-n NAME | -A]`, 'Everything that crashes here, grouped by root cause.'],
  [`${PROGRAM} explain [CAUSE|CODE]`, 'What a cause or an exit code means.'],
  [`${PROGRAM} demo [NAME]`, 'The same reports on recorded clusters; needs none.'],
  [`${PROGRAM} completion bash|zsh|fish`, 'The completion script for a shell.'],
];

const codes: [string, string][] = [
  ['0', 'All is well.'],
  ['1', 'Something crashed, was killed, cannot start, or never becomes ready or scheduled.'],
  ['2', 'It could not look: wrong usage, no kubectl, no cluster, no permission on the pod itself.'],
  ['130', 'Ctrl-C.'],
];

const variables: [string, string][] = [
  ['KUBECONFIG', 'As kubectl reads it.'],
  ['KUBECTL_PATH', 'The kubectl to use, else the first on PATH.'],
  ['CRASHLOOP_NO_EXEC', '1: run nothing in a container, as --no-exec.'],
  ['NO_COLOR', 'No colour, whatever its value.'],
];

const listed = (rows: [string, string][]) => rows.map(([term, words]) => `.TP\n\\fB${roff(term)}\\fR\n${roff(words)}\n`).join('');

export function manPage(): string {
  const ours = FLAGS.filter(({ of }) => of === 'us');
  const kubectls = FLAGS.filter(({ of }) => of === 'kubectl').map(({ name }) => `\\fB${roff(`--${name}`)}\\fR`);
  return `.\\" Made by npm run documents; do not edit.
.TH ${EXECUTABLE.toUpperCase()} 1 "" "${EXECUTABLE} ${VERSION}" "User Commands"
.SH NAME
${roff(EXECUTABLE)} \\- tell why a pod keeps crashing, what proves it, and what to type to end it
.SH SYNOPSIS
.B ${PROGRAM}
.RI [ target ]
.RI [ flags ]
.SH DESCRIPTION
Reads, through kubectl and with your own rights, what kubectl can read of a crashing pod: its state, its events, the log of the run that
crashed, the objects that it needs.
It names the root cause with its proof and the commands that end it.
It changes nothing in the cluster.
${listed(uses)}.SH OPTIONS
${ours.map(option).join('')}.PP
kubectl's connection flags are handed through: ${kubectls.join(', ')}.
.SH EXIT STATUS
${listed(codes)}.SH ENVIRONMENT
${listed(variables)}.SH EXAMPLES
.TP
.B ${roff(`${PROGRAM} web-7c9f8d5b6-x2x9q -n shop -o json`)}
The report as JSON.
.TP
.B ${roff(`${PROGRAM} -A --since 2h`)}
What crashes anywhere, and what restarted within two hours and is fine now.
.TP
.B ${roff(`${PROGRAM} deploy/web --save web.json.gz`)}
Keep the evidence; \\fB\\-\\-from\\fR reads it anywhere.
.SH SEE ALSO
.BR kubectl (1),
.B ${PROGRAM} explain
`;
}
