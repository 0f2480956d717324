/** node-socket-missing: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

test('on a node that runs its containers with Docker, it is likely that its daemon is down', async () => {
  const found = await findingOn('vol-node-socket', (cluster) => {
    for (const node of cluster.recorded.recording.resources['/api/v1/nodes']?.items ?? [])
      Object.assign((node as unknown as { status: { nodeInfo: object } }).status.nodeInfo, { containerRuntimeVersion: 'docker://26.1.0' });
  });
  assert.is(found.cause, 'node-socket-missing');
  assert.is(found.confidence, 'likely');
  assert.not.match(found.summary, 'not with Docker');
});

const first = (log: string, volume?: object) =>
  findingsIn({
    container: { ...(volume ? { volumeMounts: [{ name: 'run', mountPath: '/run/app' }] } : {}) },
    spec: volume ? { volumes: [{ name: 'run', ...volume }] } : {},
    status: ended(1),
    log,
  })[0];

test('a socket of the node that no hostPath brings; Go and the library of Python', () => {
  const go = first('Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n');
  assert.is(go?.cause, 'node-socket-missing');
  assert.match(go?.summary ?? '', 'it is not mounted');
  const python = first(
    "docker.errors.DockerException: Error while fetching server API version: ('Connection aborted.', FileNotFoundError(2, 'No such file or directory'))\n",
  );
  assert.is(python?.cause, 'node-socket-missing');
});

test('a daemon that is asked over the network, or that a container of the pod runs', () => {
  const given = (log: string, spec: object) => findingsIn({ spec, status: ended(1), log })[0];
  const LOCAL = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n';
  const container = { name: 'app', image: 'docker:27-cli' };
  const others = [
    given('Cannot connect to the Docker daemon at tcp://localhost:2375. Is the docker daemon running?\n', { containers: [container] }),
    given(LOCAL, { containers: [container, { name: 'daemon', image: 'docker:27-dind' }] }),
    given(LOCAL, { containers: [{ ...container, command: ['sh', '-c', 'dockerd & sleep 2; docker info'] }] }),
  ];
  for (const found of others) assert.is.not(found?.cause, 'node-socket-missing');
});

test('the last error of a chain, a long line, and a socket of another name', () => {
  // As the library of Python 7.2.0 says it, in short.
  const chain = first(
    `Traceback (most recent call last):\n  File "/app/m.py", line 9, in send\n    raise err\nrequests.exceptions.ConnectionError: ('Connection aborted.', FileNotFoundError(2, 'No such file or directory'))\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n  File "/app/m.py", line 2, in <module>\n    c = docker.from_env()\ndocker.errors.DockerException: Error while fetching server API version: ('Connection aborted.', FileNotFoundError(2, 'No such file or directory'))\n`,
  );
  assert.is(chain?.cause, 'node-socket-missing');
  assert.match(chain?.fixes[0]?.text ?? '', 'mount /var/run/docker.sock of the node');
  const hostPath = { hostPath: { path: '/run/app' } };
  const socket = 'unix:///run/app/containerd.sock';
  const long = `time="2026-11-26T10:00:00Z" level=fatal msg="validate service connection: validate CRI v1 runtime API for endpoint \\"${socket}\\": rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing: dial ${socket.replace('://', ' ')}: connect: no such file or directory\\""`;
  assert.is(first(long, hostPath)?.cause, 'node-socket-missing');
  assert.is(
    first('Error: dial unix /run/app/system_bus_socket: connect: no such file or directory', hostPath)?.cause,
    'node-socket-missing',
  );
});

test('where the containers of the pod meet, another one of them makes the socket', () => {
  const plugin = { volumeMounts: [{ name: 'plugin', mountPath: '/csi' }] };
  const [found] = findingsIn({
    status: ended(1),
    log: 'E1126 10:00:00.000000 1 main.go:64] "Failed to establish connection to CSI driver" err="dial unix /csi/csi.sock: connect: no such file or directory"',
    spec: {
      containers: [
        { name: 'app', image: 'livenessprobe', ...plugin },
        { name: 'driver', image: 'driver', ...plugin },
      ],
      volumes: [{ name: 'plugin', hostPath: { path: '/var/lib/kubelet/plugins/x', type: 'DirectoryOrCreate' } }],
    },
  });
  assert.is.not(found?.cause, 'node-socket-missing');
});

test('a socket of the pod itself, and one that is only denied, are other matters', () => {
  const own = first('connect ECONNREFUSED /run/app/app.sock\n', { emptyDir: {} });
  assert.is.not(own?.cause, 'node-socket-missing');
  const denied = first('Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock\n');
  assert.is.not(denied?.cause, 'node-socket-missing');
});

test.run();
