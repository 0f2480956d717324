/**
 * The declarations of shapes.ts as data, for fit.ts. The compiler holds one against the other: a field that is declared
 * there and missing here does not compile.
 */
import type { AnyShape, Shape } from './fit.ts';
import type * as kube from './shapes.ts';

const MAP = { '*': 'string' } as const;
const STRINGS = ['string'] as const;

const METADATA: Shape<kube.Metadata> = {
  'name!': 'name',
  namespace: 'name',
  uid: 'string',
  resourceVersion: 'string',
  generation: 'integer',
  creationTimestamp: 'string',
  deletionTimestamp: 'string',
  finalizers: STRINGS,
  deletionGracePeriodSeconds: 'integer',
  labels: MAP,
  annotations: MAP,
  ownerReferences: [{ apiVersion: 'string', 'kind!': 'string', 'name!': 'name', uid: 'string', controller: 'boolean' }],
  managedFields: [{ manager: 'string', operation: 'string', time: 'string', subresource: 'string', fieldsV1: 'any' }],
};
const OBJECT: Shape<kube.KubeObject> = { apiVersion: 'string', kind: 'string', 'metadata!': METADATA };
const CONDITION: Shape<kube.Condition> = {
  'type!': 'string',
  'status!': 'string',
  reason: 'string',
  message: 'string',
  lastTransitionTime: 'string',
};
const RESOURCES: Shape<kube.Resources> = { limits: MAP, requests: MAP };

// ---- pod ----

const KEY_REF: Shape<kube.KeyRef> = { name: 'name', 'key!': 'string', optional: 'boolean' };
const HANDLER: Shape<kube.Handler> = {
  httpGet: {
    path: 'string',
    'port!': 'string or number',
    host: 'string',
    scheme: 'string',
    httpHeaders: [{ 'name!': 'string', 'value!': 'string' }],
  },
  tcpSocket: { 'port!': 'string or number', host: 'string' },
  exec: { command: STRINGS },
  grpc: { 'port!': 'integer', service: 'string' },
  sleep: { 'seconds!': 'integer' },
};
const PROBE: Shape<kube.Probe> = {
  ...HANDLER,
  initialDelaySeconds: 'integer',
  periodSeconds: 'integer',
  timeoutSeconds: 'integer',
  failureThreshold: 'integer',
  successThreshold: 'integer',
  terminationGracePeriodSeconds: 'integer',
};
const SECURITY: Shape<kube.SecurityContext> = {
  runAsUser: 'integer',
  runAsGroup: 'integer',
  runAsNonRoot: 'boolean',
  readOnlyRootFilesystem: 'boolean',
  allowPrivilegeEscalation: 'boolean',
  privileged: 'boolean',
  capabilities: { add: STRINGS, drop: STRINGS },
  seccompProfile: { 'type!': 'string', localhostProfile: 'string' },
  appArmorProfile: { 'type!': 'string', localhostProfile: 'string' },
  seLinuxOptions: MAP,
};
const CONTAINER: Shape<kube.Container> = {
  'name!': 'name',
  image: 'string',
  imagePullPolicy: 'string',
  command: STRINGS,
  args: STRINGS,
  workingDir: 'string',
  env: [
    {
      'name!': 'string',
      value: 'string',
      valueFrom: {
        configMapKeyRef: KEY_REF,
        secretKeyRef: KEY_REF,
        fieldRef: { 'fieldPath!': 'string' },
        resourceFieldRef: { containerName: 'string', 'resource!': 'string', divisor: 'string' },
        fileKeyRef: { 'volumeName!': 'string', 'path!': 'string', 'key!': 'string', optional: 'boolean' },
      },
    },
  ],
  envFrom: [
    { prefix: 'string', configMapRef: { name: 'name', optional: 'boolean' }, secretRef: { name: 'name', optional: 'boolean' } },
  ],
  ports: [{ name: 'string', 'containerPort!': 'integer', hostPort: 'integer', protocol: 'string' }],
  resources: RESOURCES,
  volumeMounts: [{ 'name!': 'string', 'mountPath!': 'string', subPath: 'string', subPathExpr: 'string', readOnly: 'boolean', recursiveReadOnly: 'string', mountPropagation: 'string' }],
  livenessProbe: PROBE,
  readinessProbe: PROBE,
  startupProbe: PROBE,
  lifecycle: { postStart: HANDLER, preStop: HANDLER, stopSignal: 'string' },
  securityContext: SECURITY,
  restartPolicy: 'string',
  restartPolicyRules: [{ 'action!': 'string', exitCodes: { 'operator!': 'string', values: ['integer'] } }],
  terminationMessagePath: 'string',
  terminationMessagePolicy: 'string',
  tty: 'boolean',
  stdin: 'boolean',
};
const ITEMS: Shape<kube.KeyToPath[]> = [{ 'key!': 'string', 'path!': 'string', mode: 'integer' }];
const DOWNWARD: Shape<kube.DownwardFile[]> = [
  {
    'path!': 'string',
    fieldRef: { 'fieldPath!': 'string' },
    resourceFieldRef: { containerName: 'string', 'resource!': 'string', divisor: 'string' },
  },
];
const VOLUME: Shape<kube.Volume> = {
  'name!': 'name',
  configMap: { name: 'name', optional: 'boolean', items: ITEMS, defaultMode: 'integer' },
  secret: { secretName: 'name', optional: 'boolean', items: ITEMS, defaultMode: 'integer' },
  emptyDir: { medium: 'string', sizeLimit: 'string' },
  persistentVolumeClaim: { 'claimName!': 'name', readOnly: 'boolean' },
  hostPath: { 'path!': 'string', type: 'string' },
  projected: {
    defaultMode: 'integer',
    sources: [
      {
        configMap: { name: 'name', optional: 'boolean', items: ITEMS },
        secret: { name: 'name', optional: 'boolean', items: ITEMS },
        downwardAPI: { items: DOWNWARD },
        serviceAccountToken: { audience: 'string', path: 'string' },
      },
    ],
  },
  downwardAPI: { items: DOWNWARD },
  csi: { 'driver!': 'string', readOnly: 'boolean', volumeAttributes: MAP },
  nfs: { 'server!': 'string', 'path!': 'string', readOnly: 'boolean' },
  ephemeral: 'any',
  image: { reference: 'string', pullPolicy: 'string' },
};
const SELECTOR_EXPRESSIONS: Shape<kube.LabelSelector['matchExpressions']> = [{ 'key!': 'string', 'operator!': 'string', values: STRINGS }];
const SELECTOR: Shape<kube.LabelSelector> = { matchLabels: MAP, matchExpressions: SELECTOR_EXPRESSIONS };
const POD_AFFINITY: Shape<kube.PodAffinity> = {
  requiredDuringSchedulingIgnoredDuringExecution: [
    { labelSelector: SELECTOR, topologyKey: 'string', namespaces: STRINGS, namespaceSelector: SELECTOR },
  ],
  preferredDuringSchedulingIgnoredDuringExecution: ['any'],
};
const POD_SPEC: Shape<kube.PodSpec> = {
  'containers!': [CONTAINER],
  initContainers: [CONTAINER],
  volumes: [VOLUME],
  nodeName: 'name',
  nodeSelector: MAP,
  hostNetwork: 'boolean',
  hostIPC: 'boolean',
  hostPID: 'boolean',
  hostUsers: 'boolean',
    hostname: 'name',
  shareProcessNamespace: 'boolean',
  subdomain: 'name',
  dnsPolicy: 'string',
  dnsConfig: { nameservers: STRINGS, searches: STRINGS, options: [{ 'name!': 'string', value: 'string' }] },
  hostAliases: [{ 'ip!': 'string', hostnames: STRINGS }],
  restartPolicy: 'string',
  serviceAccountName: 'name',
  automountServiceAccountToken: 'boolean',
  imagePullSecrets: [{ name: 'name' }],
  securityContext: {
    ...SECURITY,
    fsGroup: 'integer',
    fsGroupChangePolicy: 'string',
    supplementalGroups: ['integer'],
    sysctls: [{ 'name!': 'string', 'value!': 'string' }],
  },
  terminationGracePeriodSeconds: 'integer',
  activeDeadlineSeconds: 'integer',
  enableServiceLinks: 'boolean',
  readinessGates: [{ 'conditionType!': 'string' }],
  schedulingGates: [{ 'name!': 'string' }],
  resourceClaims: [{ 'name!': 'string', resourceClaimName: 'name', resourceClaimTemplateName: 'name' }],
  schedulerName: 'string',
  priorityClassName: 'name',
  runtimeClassName: 'name',
  os: { name: 'string' },
  resources: RESOURCES,
  tolerations: [{ key: 'string', operator: 'string', value: 'string', effect: 'string' }],
  affinity: {
    podAntiAffinity: POD_AFFINITY,
    podAffinity: POD_AFFINITY,
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: SELECTOR_EXPRESSIONS }] },
      preferredDuringSchedulingIgnoredDuringExecution: ['any'],
    },
  },
  topologySpreadConstraints: [{ 'topologyKey!': 'string', whenUnsatisfiable: 'string' }],
};
const STATE: Shape<kube.ContainerState> = {
  waiting: { reason: 'string', message: 'string' },
  running: { startedAt: 'string' },
  terminated: {
    'exitCode!': 'integer',
    signal: 'integer',
    reason: 'string',
    message: 'string',
    startedAt: 'string',
    finishedAt: 'string',
    containerID: 'string',
  },
};
const STATUSES: Shape<kube.ContainerStatus[]> = [
  {
    'name!': 'name',
    state: STATE,
    lastState: STATE,
    ready: 'boolean',
    started: 'boolean',
    restartCount: 'integer',
    image: 'string',
    imageID: 'string',
    containerID: 'string',
    resources: RESOURCES,
  },
];
const POD: Shape<kube.Pod> = {
  ...OBJECT,
  'spec!': POD_SPEC,
  'status!': {
    phase: 'string',
    reason: 'string',
    message: 'string',
    podIP: 'string',
    resourceClaimStatuses: [{ 'name!': 'string', resourceClaimName: 'name' }],
    podIPs: [{ ip: 'string' }],
    hostIP: 'string',
    startTime: 'string',
    qosClass: 'string',
    nominatedNodeName: 'name',
    conditions: [CONDITION],
    containerStatuses: STATUSES,
    initContainerStatuses: STATUSES,
    ephemeralContainerStatuses: STATUSES,
  },
};
const POD_TEMPLATE: Shape<kube.PodTemplate> = { metadata: { labels: MAP, annotations: MAP }, 'spec!': POD_SPEC };

// ---- the rest ----

const EVENT: Shape<kube.Event> = {
  ...OBJECT,
  type: 'string',
  reason: 'string',
  message: 'string',
  count: 'integer',
  firstTimestamp: 'string',
  lastTimestamp: 'string',
  eventTime: 'string',
  series: { count: 'integer', lastObservedTime: 'string' },
  source: { component: 'string', host: 'string' },
  reportingComponent: 'string',
  involvedObject: { kind: 'string', namespace: 'name', name: 'name', uid: 'string', fieldPath: 'string' },
};
const WORKLOAD: Shape<kube.Workload> = {
  ...OBJECT,
  'spec!': {
    replicas: 'integer',
    selector: SELECTOR,
    template: POD_TEMPLATE,
    strategy: { type: 'string' },
    updateStrategy: { type: 'string', rollingUpdate: { partition: 'integer' } },
    paused: 'boolean',
    minReadySeconds: 'integer',
    podManagementPolicy: 'string',
    serviceName: 'name',
    ordinals: { start: 'integer' },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'string' },
    volumeClaimTemplates: [OBJECT],
    jobTemplate: { 'spec!': { 'template!': POD_TEMPLATE, backoffLimit: 'integer' } },
    backoffLimit: 'integer',
    activeDeadlineSeconds: 'integer',
    completions: 'integer',
    parallelism: 'integer',
    schedule: 'string',
    suspend: 'boolean',
  },
  status: {
    replicas: 'integer',
    readyReplicas: 'integer',
    availableReplicas: 'integer',
    updatedReplicas: 'integer',
    desiredNumberScheduled: 'integer',
    currentNumberScheduled: 'integer',
    updatedNumberScheduled: 'integer',
    completedIndexes: 'string',
    failedIndexes: 'string',
    observedGeneration: 'integer',
    currentRevision: 'string',
    updateRevision: 'string',
    active: 'number or list',
    failed: 'integer',
    succeeded: 'integer',
    lastSuccessfulTime: 'string',
    completionTime: 'string',
    conditions: [CONDITION],
  },
};
const REVISION: Shape<kube.ControllerRevision> = { ...OBJECT, revision: 'integer', data: { spec: { template: POD_TEMPLATE } } };
const SERVICE: Shape<kube.Service> = {
  ...OBJECT,
  'spec!': {
    type: 'string',
    clusterIP: 'string',
    clusterIPs: STRINGS,
    externalName: 'string',
    selector: MAP,
    ports: [{ name: 'string', 'port!': 'integer', targetPort: 'string or number', protocol: 'string', nodePort: 'integer' }],
    publishNotReadyAddresses: 'boolean',
  },
};
const ENDPOINT_SLICE: Shape<kube.EndpointSlice> = {
  ...OBJECT,
  addressType: 'string',
  endpoints: [
    {
      addresses: STRINGS,
      conditions: { ready: 'boolean', serving: 'boolean', terminating: 'boolean' },
      targetRef: { kind: 'string', name: 'name', namespace: 'name' },
      nodeName: 'name',
    },
  ],
  ports: [{ name: 'string', port: 'integer', protocol: 'string' }],
};
const PEERS: Shape<kube.NetworkPolicyPeer[]> = [
  { podSelector: SELECTOR, namespaceSelector: SELECTOR, ipBlock: { 'cidr!': 'string', except: STRINGS } },
];
const POLICY_PORTS: Shape<kube.NetworkPolicyPort[]> = [{ port: 'string or number', endPort: 'integer', protocol: 'string' }];
const NETWORK_POLICY: Shape<kube.NetworkPolicy> = {
  ...OBJECT,
  'spec!': {
    podSelector: SELECTOR,
    policyTypes: STRINGS,
    ingress: [{ from: PEERS, ports: POLICY_PORTS }],
    egress: [{ to: PEERS, ports: POLICY_PORTS }],
  },
};
const CONFIG_MAP: Shape<kube.ConfigMap> = { ...OBJECT, data: MAP, binaryData: MAP, immutable: 'boolean' };
const CLAIM: Shape<kube.Claim> = {
  ...OBJECT,
  'spec!': {
    storageClassName: 'name',
    accessModes: STRINGS,
    resources: RESOURCES,
    volumeName: 'name',
    volumeMode: 'string',
    selector: SELECTOR,
  },
  status: { phase: 'string', capacity: MAP, conditions: [CONDITION] },
};
const PERSISTENT_VOLUME: Shape<kube.PersistentVolume> = {
  ...OBJECT,
  'spec!': {
    capacity: MAP,
    accessModes: STRINGS,
    storageClassName: 'name',
    volumeMode: 'string',
    nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: SELECTOR_EXPRESSIONS }] } },
    claimRef: { namespace: 'name', name: 'name', uid: 'string' },
  },
  status: { phase: 'string' },
};
const NODE: Shape<kube.Node> = {
  ...OBJECT,
  spec: { unschedulable: 'boolean', taints: [{ 'key!': 'string', value: 'string', effect: 'string' }] },
  status: {
    conditions: [CONDITION],
    capacity: MAP,
    allocatable: MAP,
    nodeInfo: MAP,
    images: [{ names: ['string'] }],
    daemonEndpoints: { kubeletEndpoint: { Port: 'integer' } },
  },
};
const ROLE: Shape<kube.Role> = { ...OBJECT, rules: [{ apiGroups: STRINGS, resources: STRINGS, verbs: STRINGS, resourceNames: STRINGS }] };
const ROLE_BINDING: Shape<kube.RoleBinding> = {
  ...OBJECT,
  'roleRef!': { 'kind!': 'string', 'name!': 'name', apiGroup: 'string' },
  subjects: [{ 'kind!': 'string', 'name!': 'name', namespace: 'string' }],
};
const LIMIT_RANGE: Shape<kube.LimitRange> = {
  ...OBJECT,
  spec: { limits: [{ 'type!': 'string', default: MAP, defaultRequest: MAP, max: MAP, min: MAP, maxLimitRequestRatio: MAP }] },
};
const POD_METRICS: Shape<kube.PodMetrics> = { ...OBJECT, containers: [{ 'name!': 'string', usage: MAP }] };

/** Each kind by its plural: its name in the API, and its shape. */
export const KINDS = {
  pods: ['Pod', POD],
  events: ['Event', EVENT],
  services: ['Service', SERVICE],
  configmaps: ['ConfigMap', CONFIG_MAP],
  persistentvolumeclaims: ['PersistentVolumeClaim', CLAIM],
  persistentvolumes: ['PersistentVolume', PERSISTENT_VOLUME],
  serviceaccounts: ['ServiceAccount', OBJECT],
  limitranges: ['LimitRange', LIMIT_RANGE],
  resourcequotas: ['ResourceQuota', OBJECT],
  nodes: ['Node', NODE],
  namespaces: ['Namespace', OBJECT],
  replicationcontrollers: ['ReplicationController', WORKLOAD],
  deployments: ['Deployment', WORKLOAD],
  replicasets: ['ReplicaSet', WORKLOAD],
  statefulsets: ['StatefulSet', WORKLOAD],
  daemonsets: ['DaemonSet', WORKLOAD],
  controllerrevisions: ['ControllerRevision', REVISION],
  jobs: ['Job', WORKLOAD],
  cronjobs: ['CronJob', WORKLOAD],
  networkpolicies: ['NetworkPolicy', NETWORK_POLICY],
  endpointslices: ['EndpointSlice', ENDPOINT_SLICE],
  roles: ['Role', ROLE],
  rolebindings: ['RoleBinding', ROLE_BINDING],
  clusterroles: ['ClusterRole', ROLE],
  clusterrolebindings: ['ClusterRoleBinding', ROLE_BINDING],
  storageclasses: ['StorageClass', OBJECT],
  priorityclasses: ['PriorityClass', OBJECT],
  runtimeclasses: ['RuntimeClass', OBJECT],
  podmetrics: ['PodMetrics', POD_METRICS],
} as const satisfies { [K in kube.Plural]: readonly [kind: string, shape: Shape<kube.Kinds[K]>] } & Record<
  string,
  readonly [string, AnyShape]
>;
