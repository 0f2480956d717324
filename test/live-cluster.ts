/**
 * A real cluster for the tests of test/long: what CRASHLOOP_TEST_KUBECONFIG names, if anything does. It may be changed: namespaces are made
 * and deleted again, scenarios staged in them.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report } from '../src/report.ts';
import { kubectlFolder } from './kubectl-binary.ts';
import { buildOnce, DIST, launch, wrongEnd } from './program.ts';

export const KUBECONFIG = process.env['CRASHLOOP_TEST_KUBECONFIG'];

const binary = await kubectlFolder('1.34');
export const why = !KUBECONFIG ? 'CRASHLOOP_TEST_KUBECONFIG names no cluster' : 'reason' in binary ? binary.reason : undefined;
if (why) console.log(`skipped: ${why}`);
export const live = why ? Object.assign((name: string, run: () => Promise<void>) => test.skip(name, run)) : test;
export const PATH = 'folder' in binary ? `${binary.folder}:${DIST}:/usr/bin:/bin` : '';
export const TIMEOUT = 30_000;
if (!why) buildOnce();

export function kubectl(args: readonly string[], input = ''): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(join(PATH.split(':')[0] as string, 'kubectl'), args, {
    env: { ...process.env, KUBECONFIG },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (piece) => {
    said.stdout += piece;
  });
  child.stderr.on('data', (piece) => {
    said.stderr += piece;
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })));
}

const namespaces: string[] = [];
test.after(async () => {
  if (namespaces.length) await kubectl(['delete', 'namespace', ...namespaces, '--wait=false', '--ignore-not-found']);
});

export async function ok(args: readonly string[], input = ''): Promise<string> {
  const { code, stdout, stderr } = await kubectl(args, input);
  assert.is(code, 0, `kubectl ${args.join(' ')}: ${stderr}`);
  return stdout;
}

export async function newNamespace(): Promise<string> {
  const name = `s-${Math.random().toString(36).slice(2, 8).padEnd(6, '0')}`;
  await ok(['create', 'namespace', name]);
  namespaces.push(name);
  for (let tries = 0; tries < 30 && (await kubectl(['get', 'serviceaccount', 'default', '-n', name])).code !== 0; tries++) await sleep(500);
  return name;
}

export const scenario = (name: string) => fileURLToPath(new URL(`./scenarios/${name}/`, import.meta.url));

export async function stage(name: string): Promise<string> {
  const namespace = await newNamespace();
  await ok(['apply', '-n', namespace, '-f', '-'], readFileSync(join(scenario(name), 'manifest.yaml'), 'utf8').replaceAll('$NS', namespace));
  return namespace;
}

export async function reportOn(target: string, namespace: string, kubeconfig = KUBECONFIG, more: readonly string[] = []): Promise<Report> {
  const outcome = await launch('kubectl', ['crashloop', target, '-n', namespace, '-o', 'json', `--timeout=${TIMEOUT}ms`, ...more], {
    env: { PATH, KUBECONFIG: kubeconfig },
  });
  assert.is(wrongEnd(outcome, TIMEOUT), undefined, target);
  assert.is.not(outcome.code, 2, outcome.stderr);
  return JSON.parse(outcome.stdout) as Report;
}
