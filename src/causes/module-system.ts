import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, keyObject, lineProof, logProof } from '../evidence/proof.ts';
import { changeKeys, editKeys } from '../fixes/change-keys.ts';
import { advised } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { type CodeInConfig, codeInConfig, withoutTime } from '../trace/files/code-in-config.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { type Cause, type Fix, RUNG } from './cause.ts';

/** What each complaint shows the program to be, and what node took it for (nodejs.org/api/packages.html, Determining module system). */
const SYSTEMS = {
  'node/import-statement': { written: 'an ES module', taken: 'CommonJS', type: 'module', extension: '.mjs' },
  'node/require-in-module': { written: 'CommonJS', taken: 'an ES module', type: 'commonjs', extension: '.cjs' },
} as const;

type System = (typeof SYSTEMS)[keyof typeof SYSTEMS];

export const moduleSystem: Cause = {
  id: 'module-system',
  title: 'node takes the program for CommonJS, and it is written as an ES module, or the other way round',
  tier: 'container',
  covers: ['app.node-module'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'syntax-error');
    const system = fact && SYSTEMS[fact.phrase as keyof typeof SYSTEMS];
    if (!fact || !system) return undefined;
    const { container, namespace } = subject;
    const { file, line } = fact.fields;
    const code = codeInConfig(file && `${file}:${line ?? 1}`, subject, evidence);
    const where = file ? withoutTime(file) : 'the file';
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${container.name} cannot load ${where}: it is written as ${system.written}, and node takes it for ${system.taken}${code ? `; it is key ${code.key} of ConfigMap ${code.name}` : ''}`,
      confidence: code ? 'certain' : 'likely',
      object: code ? keyObject(namespace, code.name, code.key) : { kind: 'Image', name: container.image ?? '' },
      proof: [logProof(subject, fact), ...present(code?.quote && lineProof(code, code.line, code.quote)), attemptProof(subject)],
      fixes: [
        code
          ? inConfig(code, where, system, fix)
          : advised(`name it ${system.extension}, or write "type": "${system.type}" into the package.json beside it`),
      ],
      decides: `the first lines of ${where}, and the package.json nearest to it`,
    };
  },
};

/** All keys of a volume lie in one folder, which is where node looks for a package.json. */
function inConfig({ key, name }: CodeInConfig, path: string, { written, type, extension }: System, fix: WorkloadFix): Fix {
  const { subject, evidence } = fix;
  const mounted = mountedFile(path, subject);
  if (
    mounted?.mount.subPath === undefined &&
    mounted?.volume.configMap &&
    !mounted.volume.configMap.items &&
    isOpen(name, subject.namespace, evidence)
  )
    return changeKeys(
      `tell node by a package.json beside it that it is ${written}, and start the pods anew`,
      { sort: 'ConfigMap', name },
      { 'package.json': `{"type":"${type}"}\n` },
      fix,
    );
  return editKeys(
    `write key ${key} in the other way, or name the file ${extension} where it is mounted and started; then start the pods anew`,
    { sort: 'ConfigMap', name },
    fix,
  );
}

/** May it take a package.json, and has none yet? */
function isOpen(name: string, namespace: string, evidence: Evidence): boolean {
  const map = valueOf(evidence.object('configmaps', namespace, name));
  return map !== undefined && !map.immutable && map.data?.['package.json'] === undefined;
}
