/**
 * What krew and the checks of its index demand of a manifest, as a list of what is wrong with one.
 * https://github.com/kubernetes-sigs/krew: internal/index/validation/validate.go, cmd/validate-krew-manifest/main.go
 */
const OPERATING_SYSTEMS = ['linux', 'darwin', 'windows'];
const ARCHITECTURES = ['amd64', 'arm64'];

export function manifestFaults(manifest) {
  const { apiVersion, kind, metadata, spec } = manifest;
  const faults = [];
  const demand = (holds, fault) => {
    if (!holds) faults.push(fault);
  };
  demand(apiVersion === 'krew.googlecontainertools.github.com/v1alpha2', `apiVersion is ${apiVersion}`);
  demand(kind === 'Plugin', `kind is ${kind}`);
  demand(/^[a-z][a-z0-9-]*$/.test(metadata.name), `metadata.name is ${metadata.name}`);
  demand(/^v(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}(-[0-9A-Za-z.-]+)?$/.test(spec.version), `spec.version is ${spec.version}`);
  demand(/^https:\/\/\S+$/.test(spec.homepage ?? ''), `spec.homepage is ${spec.homepage}`);
  demand(/^\S[^\r\n]{0,69}$/.test(spec.shortDescription ?? ''), 'spec.shortDescription is not one line of at most 70 characters');
  for (const field of ['description', 'caveats']) {
    demand(
      (spec[field] ?? '').split('\n').every((line) => line.length <= 80),
      `a line of spec.${field} is longer than 80 characters`,
    );
  }
  demand(spec.platforms?.length > 0, 'spec.platforms is empty');
  const selected = new Set();
  for (const { selector, uri, sha256, bin, files } of spec.platforms ?? []) {
    const { os, arch, ...others } = selector?.matchLabels ?? {};
    const platform = `${os}/${arch}`;
    demand(OPERATING_SYSTEMS.includes(os) && ARCHITECTURES.includes(arch) && Object.keys(others).length === 0, `selector of ${platform}`);
    demand(!selected.has(platform), `${platform} is there twice`);
    selected.add(platform);
    demand(/^https:\/\/\S+\.(tar\.gz|zip)$/.test(uri ?? ''), `uri of ${platform} is ${uri}`);
    demand(/^[a-f0-9]{64}$/.test(sha256 ?? ''), `sha256 of ${platform} is ${sha256}`);
    demand(os === 'windows' ? bin?.endsWith('.exe') : Boolean(bin), `bin of ${platform} is ${bin}`);
    demand(files === undefined || (files.length > 0 && files.every(({ from, to }) => from && to)), `files of ${platform}`);
  }
  return faults;
}
