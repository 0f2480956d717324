import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { setCommand } from '../fixes/command-line.ts';
import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { imageName } from '../kube/image.ts';
import { present } from '../present.ts';
import type { Proof } from '../report.ts';
import { configFiles, mountedFile } from '../trace/files/mounted-file.ts';
import { byInterpreter, interpreterFor } from '../trace/programs/interpreters.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const wrongArchitecture: Cause = {
  id: 'wrong-architecture',
  title: 'the node cannot execute the program: built for another architecture, or a script without #!',
  tier: 'container',
  covers: ['img.exec-format', 'node.arch'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const { container, pod } = subject;
    const started = startFailure(subject);
    const fact = started ? undefined : decidedBy(subject, 'exec-format');
    if (!fact && started?.failure.sort !== 'exec-format') return undefined;
    const path =
      fact?.fields.path ?? (started?.failure.sort === 'exec-format' ? started.failure.program : undefined) ?? container.command?.[0] ?? '';
    const fix = new WorkloadFix(subject, evidence);
    const proof = started?.proof ?? (fact ? logProof(subject, fact) : attemptProof(subject));
    const file = path === '' ? undefined : mountedFile(path, subject);
    const text = file && textAt(path, subject, evidence);
    // Then the kernel does not see its #! (byte-order-mark).
    if (text?.startsWith('<U+FEFF>')) return undefined;
    const node = pod.spec.nodeName && !file ? valueOf(evidence.object('nodes', undefined, pod.spec.nodeName)) : undefined;
    const architecture = node?.status?.nodeInfo?.['architecture'];
    // The kernel says the same of a script whose interpreter is for another processor; most images are made for amd64 alone.
    const isScript = file !== undefined || (interpreterFor(path) !== undefined && (architecture ?? 'amd64') === 'amd64');
    return isScript
      ? withoutInterpreter({ path, proof, architecture, isMounted: file !== undefined, text }, fix)
      : otherProcessor(path, proof, architecture, fix);
  },
};

interface Script {
  path: string;
  proof: Proof;
  architecture: string | undefined;
  isMounted: boolean;
  /** Where a ConfigMap brings it. */
  text: string | undefined;
}

function withoutInterpreter({ path, proof, architecture, isMounted, text }: Script, fix: WorkloadFix): Match {
  const { container } = fix.subject;
  const command = [...byInterpreter(path), ...(container.command?.[0] === path ? container.command.slice(1) : [])];
  return {
    summary: `container ${container.name} cannot run ${path} (exec format error): a script whose first line does not name its interpreter (#!)${isMounted ? '' : `, or image ${container.image ?? ''} is built for another processor than ${architecture ?? "the node's"}`}`,
    confidence: text !== undefined && !text.startsWith('#!') ? 'certain' : 'likely',
    object: fix.containerObject('command'),
    proof: [proof, attemptProof(fix.subject)],
    fixes: [setCommand(fix, `run it by its interpreter: ${command.join(' ')}`, command, false)],
    decides: `the first line of the script${isMounted ? '' : ', and the architecture of the image (docker image inspect)'}`,
  };
}

function otherProcessor(path: string, proof: Proof, architecture: string | undefined, fix: WorkloadFix): Match {
  const { container, pod } = fix.subject;
  const { nodeName = '' } = pod.spec;
  const other = otherImage(fix.subject, fix.evidence);
  return {
    summary: `container ${container.name} cannot run ${path || 'its program'} (exec format error): image ${container.image ?? ''} is built for another processor architecture than ${architecture ? `${architecture}, which node ${nodeName} has` : `that of node ${nodeName}`}`,
    confidence: architecture && !mayBeScript(path, container.image, architecture) ? 'certain' : 'likely',
    object: { kind: 'Image', name: container.image ?? '' },
    proof: [proof, ...present(architecture && { step: `get node ${nodeName}`, quote: `architecture: ${architecture}` }), ...other.proof],
    fixes: [
      ...other.fixes,
      advised(
        `build the image for ${architecture ?? "the node's architecture"} too (docker buildx build --platform linux/${architecture ?? 'amd64'}), or let the pod run on nodes that fit (nodeSelector kubernetes.io/arch)`,
      ),
    ],
    decides: 'the architecture of the image and of the node',
  };
}

/** What scripts are called that start an image's program; without #! the kernel says the same of them. */
const START = /(?:^|\/)(?:docker-)?(?:entry-?point|start|run|init|launch|bootstrap|boot)(?:[-_]\w+)?$/;

/** Programs that are no scripts in any image. */
const BINARY =
  /(?:^|\/)(?:sh|bash|ash|dash|busybox|env|tini|dumb-init|node|java|python[\d.]*|ruby|php|perl|nginx|httpd|redis-server|postgres|mysqld)$/;

/**
 * Most images for one processor alone are for amd64: on such a node a script without #! is as likely, whatever it is called. A program in
 * the root that is called as its image is a compiled one.
 */
const mayBeScript = (path: string, image = '', architecture: string): boolean =>
  interpreterFor(path) !== undefined ||
  START.test(path) ||
  (architecture === 'amd64' && !BINARY.test(path) && path !== `/${imageName(image)}`);

/** What a ConfigMap has at that path. */
function textAt(path: string, subject: Subject, evidence: Evidence): string | undefined {
  const found = configFiles(subject, evidence).find((one) => one.path === path);
  return found && valueOf(found.text);
}
