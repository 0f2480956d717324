/** What may be wrong between two programs; dependency.ts finds out which. */
import type { EndpointSlice, Pod, Service, ServicePort } from '../../kube/shapes.ts';
import type { Misspelt } from '../settings/misspelt.ts';
import type { Backends } from './backends.ts';
import type { HostAlias } from './host-alias.ts';
import type { Mixed } from './mixed-backends.ts';
import type { Blocked } from './network-policy.ts';
import type { Place } from './place.ts';
import type { Relabelled } from './selector-mismatch.ts';
import type { WrongTarget } from './target-port.ts';

export interface OfService {
  service: Service;
  namespace: string;
}

export type Fault =
  /** Not known yet, or not readable. */
  | { kind: 'pending' }
  | { kind: 'unreadable' }
  | { kind: 'localhost' }
  | { kind: 'no-service'; namespace: string; name: string }
  | { kind: 'no-pod-name'; pod: string; service: string; headless: string | undefined; namespace: string }
  | ({ kind: 'external-name'; target: string; inside: Place } & OfService)
  | ({ kind: 'cluster-names-unknown' } & OfService)
  /** The pod's hostAliases lead the Service's name elsewhere; `runs`: a call of the Service itself would meet with nothing wrong. */
  | ({ kind: 'host-alias'; alias: HostAlias; runs: boolean } & OfService)
  /** The name is right but for what stands around it: quotation marks, blanks, a line break. */
  | ({ kind: 'misspelt'; changes: Misspelt[] } & OfService)
  | ({ kind: 'dns-down'; servers: Pod[] } & Partial<OfService>)
  /** `headless`: there is no address that translates the Service's ports; `ports` are those that its pods declare. */
  | ({ kind: 'no-such-port'; ports: ServicePort[]; headless: boolean } & OfService)
  /** The Service has that number for another protocol alone; `index`: of spec.ports. */
  | ({ kind: 'other-protocol'; port: ServicePort; index: number } & OfService)
  | ({ kind: 'target-port'; wrong: WrongTarget } & OfService)
  | ({ kind: 'selects-nothing'; relabelled: Relabelled | undefined } & OfService)
  /** Its pods are those of the caller. */
  | ({ kind: 'selects-caller'; relabelled: Relabelled } & OfService)
  | ({ kind: 'selects-others'; mixed: Mixed } & OfService)
  | ({ kind: 'not-ready'; pods: Pod[] } & OfService)
  | { kind: 'pod-down'; pods: Pod[] }
  | ({ kind: 'dead-address'; slices: EndpointSlice[]; addresses: string[]; instead: Relabelled | undefined } & OfService)
  | ({ kind: 'blocked'; blocked: Blocked[] } & Partial<OfService>)
  /** `changed`: when the Service got what it has now, though its pods were there before. */
  | ({ kind: 'came-later'; what: string; changed?: { time: string; manager: string } } & Partial<OfService>)
  /** Nothing wrong is to be seen on the way. */
  | ({ kind: 'in-order'; backends: Backends } & OfService)
  | { kind: 'outside'; host: string };
