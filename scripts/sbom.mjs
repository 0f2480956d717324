/**
 * What the executables are made of, as CycloneDX (https://cyclonedx.org/docs/1.5/json/): the packages that are in the bundle, as
 * `npm sbom` describes them, and the Node around it. The same text for the same sources: no time, no number by chance.
 */
import { createHash } from 'node:crypto';
import { packageJson, ROOT } from './bundle.mjs';
import { bundledPackages } from './licenses.mjs';
import { npm } from './node-binary.mjs';
import { NODE_VERSION, TARGETS } from './targets.mjs';

export function sbom(metafile) {
  const { status, stdout, stderr } = npm(['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--loglevel=error'], ROOT);
  if (status !== 0) throw new Error(`npm sbom failed: ${stderr}`);
  const { $schema, bomFormat, specVersion, metadata, components, dependencies } = JSON.parse(stdout);
  const refs = bundledPackages(metafile).map(({ name, version }) => `${name}@${version}`);
  const packages = components.filter((one) => refs.includes(one['bom-ref'])).map(asBundled);
  const unknown = refs.filter((ref) => !packages.some((one) => one['bom-ref'] === ref));
  if (unknown.length > 0) throw new Error(`npm sbom does not know ${unknown.join(', ')}`);
  const { name, version } = packageJson();
  const own = `${name}@${version}`;
  const { properties: _, ...component } = metadata.component;
  const bom = {
    $schema,
    bomFormat,
    specVersion,
    version: 1,
    metadata: { lifecycles: [{ phase: 'build' }], tools: metadata.tools, component: { ...component, type: 'application', name } },
    components: [...packages, node()],
    dependencies: dependencies
      .filter(({ ref }) => ref === own || refs.includes(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: ref === own ? [...refs, NODE] : dependsOn.filter((one) => refs.includes(one)) })),
  };
  return `${JSON.stringify({ ...bom, serialNumber: serialNumber(JSON.stringify(bom)) }, null, 2)}\n`;
}

/** npm tells of each package whether it is for development. Here each is part of the program. */
function asBundled({ properties, scope: _, ...component }) {
  const rest = (properties ?? []).filter(({ name }) => name !== 'cdx:npm:package:development' && name !== 'cdx:npm:package:path');
  return { ...component, scope: 'required', ...(rest.length > 0 ? { properties: rest } : {}) };
}

const NODE = `node@${NODE_VERSION}`;

function node() {
  return {
    'bom-ref': NODE,
    type: 'application',
    name: 'node',
    version: NODE_VERSION,
    description: 'Node.js, which the executables consist of but for the program itself',
    licenses: [{ license: { id: 'MIT' } }],
    cpe: `cpe:2.3:a:nodejs:node.js:${NODE_VERSION}:*:*:*:*:*:*:*`,
    purl: `pkg:generic/node@${NODE_VERSION}`,
    externalReferences: TARGETS.map(({ package: name, integrity }) => ({
      type: 'distribution',
      url: `https://www.npmjs.com/package/${name}/v/${NODE_VERSION}`,
      hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex') }],
    })),
  };
}

/** A UUID (RFC 9562, version 8) made of the content. */
function serialNumber(content) {
  const hex = createHash('sha256').update(content).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
