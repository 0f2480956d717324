/** Changes to the probes of a container. A handler that is wrong in one probe is corrected in every probe that has the same. */
import { fieldOf, numbersOf, PROBE_KINDS, type ProbeKind, portOf } from '../kube/probe.ts';
import type { Container, Handler, HttpGet, Probe } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import type { ProbeTrouble } from '../trace/probes/probe-trouble.ts';
import type { WorkloadFix } from './workload.ts';

/** Seconds that a program gets to start where nobody knows what it needs. */
const GENEROUS = 300;

/** A probe that asks likewise, and waits for a start of so many seconds. */
export function startupLike(like: Probe, needs?: number, answers?: number): { seconds: number; probe: Probe } {
  const { period } = numbersOf(like);
  const seconds = startSeconds(needs);
  const { httpGet, tcpSocket, exec, grpc, timeoutSeconds } = like;
  const probe = {
    httpGet,
    tcpSocket,
    exec,
    grpc,
    timeoutSeconds: answers ?? timeoutSeconds,
    periodSeconds: period,
    failureThreshold: Math.ceil(seconds / period),
  };
  return { seconds, probe: probe as Probe };
}

export class ProbeFix {
  readonly #container: Container;

  constructor(
    readonly fix: WorkloadFix,
    readonly trouble: ProbeTrouble,
  ) {
    this.#container = fix.subject.container;
  }

  path(text: (probes: string) => string, path: string): Fix {
    const kinds = this.#kinds(
      ({ httpGet }) => httpGet?.path === this.trouble.probe.httpGet?.path && httpGet?.port === this.trouble.probe.httpGet?.port,
    );
    return this.#patch(text(words(kinds)), kinds, () => ({ httpGet: { path } }));
  }

  /** For every probe that asks on the same port. */
  port(text: (probes: string) => string, port: number): Fix {
    const wrong = portOf(this.trouble.probe, this.#container);
    const kinds = this.#kinds((probe) => portOf(probe, this.#container) === wrong);
    const named = this.#named(kinds, port);
    if (named)
      return this.fix.patchJson(
        `let port ${named.name} of the container be ${port}, for the ${words(kinds)} and for Services that go by that name`,
        [{ op: 'replace', path: `${this.fix.containerPath}/ports/${named.index}/containerPort`, value: port }],
      );
    return this.#patch(text(words(kinds)), kinds, ({ httpGet, tcpSocket }) =>
      httpGet ? { httpGet: { port } } : tcpSocket ? { tcpSocket: { port } } : { grpc: { port } },
    );
  }

  /** The kubelet sends the pod's address as Host, unless the probe has that header itself. */
  host(text: (probes: string) => string, value: string): Fix {
    const kinds = this.#kinds((probe) => same(probe, this.trouble.probe));
    return this.#patch(text(words(kinds)), kinds, ({ httpGet }) => ({
      httpGet: {
        httpHeaders: [...(httpGet?.httpHeaders ?? []).filter(({ name }) => name.toLowerCase() !== 'host'), { name: 'Host', value }],
      },
    }));
  }

  scheme(text: (probes: string) => string, scheme: 'HTTP' | 'HTTPS'): Fix {
    const kinds = this.#kinds((probe) => same(probe, this.trouble.probe));
    return this.#patch(text(words(kinds)), kinds, () => ({ httpGet: { scheme } }));
  }

  /** Another way of asking, for every probe that asks in the failing way. */
  handler(
    text: (probes: string) => string,
    handler: { httpGet?: HttpGet; tcpSocket?: { port: number }; exec?: { command: string[] } },
  ): Fix {
    const kinds = this.#kinds((probe) => same(probe, this.trouble.probe));
    return this.#patch(text(words(kinds)), kinds, (probe) => ({ ...without(probe, handler), ...handler }));
  }

  /** Is something there that takes connections? The surest probe where no better one is known. `also`: other probes that fail alike. */
  tcp(text: (probes: string) => string, port: number, also: readonly ProbeKind[] = []): Fix {
    const kinds = this.#kinds((probe) => same(probe, this.trouble.probe));
    const all = PROBE_KINDS.filter((kind) => kinds.includes(kind) || also.includes(kind));
    return this.#patch(text(words(all)), all, (probe) => ({ ...without(probe, { tcpSocket: { port } }), tcpSocket: { port } }));
  }

  numbers(text: string, numbers: Partial<Pick<Probe, 'timeoutSeconds' | 'failureThreshold' | 'periodSeconds'>>, besides: object = {}): Fix {
    return this.fix.patchContainer(text, { [fieldOf(this.trouble.kind)]: numbers, ...besides });
  }

  /** A startupProbe like the failing probe, which waits for so many seconds; `answers`: the seconds that an answer may take. */
  startup(text: (seconds: number) => string, needs: number | undefined, besides: object = {}, answers?: number): Fix {
    const { seconds, probe } = startupLike(this.trouble.probe, needs, answers);
    return this.fix.patchContainer(text(seconds), { startupProbe: probe, ...besides });
  }

  /** The last resort: the probe is taken out. */
  drop(text: (probes: string) => string): Fix {
    const kinds = this.#kinds((probe) => same(probe, this.trouble.probe));
    return this.fix.patchContainer(text(words(kinds)), Object.fromEntries(kinds.map((kind) => [fieldOf(kind), null])));
  }

  /** The entry of the container's ports by whose name all of these ask, unless another one has the number already. */
  #named(kinds: readonly ProbeKind[], port: number): { name: string; index: number } | undefined {
    const { ports = [] } = this.#container;
    const names = new Set(kinds.map((kind) => handlerPort(this.#container[fieldOf(kind)])));
    const index = ports.findIndex(({ name }) => name !== undefined && names.has(name));
    const name = ports[index]?.name;
    return name !== undefined && names.size === 1 && ports.every(({ containerPort }) => containerPort !== port)
      ? { name, index }
      : undefined;
  }

  #kinds(matches: (probe: Probe) => boolean): ProbeKind[] {
    return PROBE_KINDS.filter((kind) => {
      const probe = this.#container[fieldOf(kind)];
      return probe && (kind === this.trouble.kind || matches(probe));
    });
  }

  #patch(text: string, kinds: readonly ProbeKind[], change: (probe: Probe) => object): Fix {
    return this.fix.patchContainer(
      text,
      Object.fromEntries(kinds.map((kind) => [fieldOf(kind), change(this.#container[fieldOf(kind)] as Probe)])),
    );
  }
}

/** Twice what it needs, at least a generous time. */
export const startSeconds = (needs: number | undefined) => Math.max(GENEROUS, (needs ?? 0) * 2);

const words = (kinds: readonly ProbeKind[]) => `${kinds.join(' and ')} probe${kinds.length > 1 ? 's' : ''}`;

const handlerPort = ({ httpGet, tcpSocket }: Handler = {}) => (httpGet ?? tcpSocket)?.port;
const handlerOf = ({ httpGet, tcpSocket, exec, grpc }: Handler) => JSON.stringify([httpGet, tcpSocket, exec, grpc]);
const same = (a: Probe, b: Probe) => handlerOf(a) === handlerOf(b);

/** A probe has one handler: the old one is set to null when another kind comes (strategic merge). */
function without(probe: Probe, handler: object): object {
  return Object.fromEntries(
    (['httpGet', 'tcpSocket', 'exec', 'grpc'] as const).filter((word) => probe[word] && !(word in handler)).map((word) => [word, null]),
  );
}
