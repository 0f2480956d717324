/** How a program that listens on the loopback address alone is told to listen on all: by what its spec or its log shows of it. */
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Container } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { BIND_OPTION, BINDS } from '../trace/settings/listen-address.ts';
import { type Setting, variablesOf } from '../trace/settings/settings.ts';

const LOOPBACK = /\b127\.0\.0\.1\b|\blocalhost\b/;
/**
 * Programs that take the address from the environment: by their own line about it, with the page that says so.
 * Flask: flask.palletsprojects.com/en/stable/cli (FLASK_RUN_HOST). Uvicorn: uvicorn.dev/settings (UVICORN_ prefix).
 * Gunicorn: docs.gunicorn.org/en/stable/settings.html (GUNICORN_CMD_ARGS). Kestrel: learn.microsoft.com, "Configure endpoints for the
 * ASP.NET Core Kestrel web server" (ASPNETCORE_URLS). Rails: guides.rubyonrails.org/command_line.html (BINDING).
 */
const PROGRAMS: readonly { name: string; says: RegExp; variable: (port: number) => string }[] = [
  { name: 'flask run', says: /^ ?\* Running on http/, variable: () => 'FLASK_RUN_HOST=0.0.0.0' },
  { name: 'Uvicorn', says: /\bUvicorn running on /, variable: () => 'UVICORN_HOST=0.0.0.0' },
  { name: 'Gunicorn', says: /\[INFO\] Listening at: http/, variable: (port) => `GUNICORN_CMD_ARGS=--bind=0.0.0.0:${port}` },
  { name: 'ASP.NET', says: /Now listening on: http/, variable: (port) => `ASPNETCORE_URLS=http://0.0.0.0:${port}` },
  { name: 'Rails', says: /^\*? ?Listening on http:\/\/(?:127|localhost|\[::1)/, variable: () => 'BINDING=0.0.0.0' },
];

export function bindEverywhere(fix: WorkloadFix, port: number, quote: string): Fix {
  const { container } = fix.subject;
  const variable = inVariables(fix, port);
  if (variable) return variable;
  const argument = inArguments(fix, container, port);
  if (argument) return argument;
  const known = PROGRAMS.find(({ says }) => says.test(quote));
  if (known) return fix.setEnv(`let the program listen on all addresses (${known.name} reads this variable)`, [known.variable(port)]);
  return fix.setEnv('let the program listen on all addresses; many programs read HOST, otherwise set it in its configuration', [
    'HOST=0.0.0.0',
  ]);
}

/** By its name first; PUBLIC_URL=http://localhost:8080 is for others to call. */
function inVariables(fix: WorkloadFix, port: number): Fix | undefined {
  const local = variablesOf(fix.subject, fix.evidence).filter(({ written, value }) => written === value && LOOPBACK.test(value ?? ''));
  const isBind = ({ name = '' }: Setting) => BINDS.test(name);
  const isOfPort = ({ name = '', value = '' }: Setting) =>
    new RegExp(`:${port}(?!\\d)`).test(value) && (!value.includes('://') || /^(?:ASPNETCORE|DOTNET)_URLS$/.test(name));
  const setting = local.find(isBind) ?? local.find(isOfPort);
  if (setting?.written === undefined) return undefined;
  const text = `let ${setting.name} name all addresses, so that probes and Services reach the program`;
  return changeSettings(text, [{ setting, to: setting.written.replace(LOOPBACK, '0.0.0.0') }], fix);
}

function inArguments(fix: WorkloadFix, container: Container, port: number): Fix | undefined {
  for (const field of ['args', 'command'] as const) {
    const at = (container[field] ?? []).findIndex(
      (word, index, all) =>
        LOOPBACK.test(word) && (word.includes(`:${port}`) || /host|bind|listen|addr/i.test(word) || BIND_OPTION.test(all[index - 1] ?? '')),
    );
    const word = container[field]?.[at];
    if (word === undefined) continue;
    return fix.patchJson(`let ${field}[${at}] name all addresses, so that probes and Services reach the program`, [
      { op: 'replace', path: `${fix.containerPath}/${field}/${at}`, value: word.replace(LOOPBACK, '0.0.0.0') },
    ]);
  }
  return undefined;
}
