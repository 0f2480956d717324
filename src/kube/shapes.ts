/**
 * The Kubernetes shapes that we read, spelled as the API spells them. Every field is optional that the API may leave
 * out, or that an old or broken server leaves out. Times are RFC 3339 strings; "0001-01-01T00:00:00Z" and 1970 mean unknown.
 */
export interface OwnerReference { apiVersion?: string; kind: string; name: string; uid?: string; controller?: boolean }
export interface ManagedFields { manager?: string; operation?: string; time?: string; subresource?: string; fieldsV1?: unknown }
export interface Metadata {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  finalizers?: string[];
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  managedFields?: ManagedFields[];
}
export interface KubeObject { apiVersion?: string; kind?: string; metadata: Metadata }
export interface Condition { type: string; status: string; reason?: string; message?: string; lastTransitionTime?: string }

// ---- pod ----

export interface KeyRef { name?: string; key: string; optional?: boolean }
export interface ResourceField { containerName?: string; resource: string; divisor?: string }
/** A file that the kubelet writes of a field of the pod. */
export interface DownwardFile { path: string; fieldRef?: { fieldPath: string }; resourceFieldRef?: ResourceField }
export interface EnvVar {
  name: string;
  value?: string;
  valueFrom?: {
    configMapKeyRef?: KeyRef;
    secretKeyRef?: KeyRef;
    fieldRef?: { fieldPath: string };
    resourceFieldRef?: ResourceField;
    fileKeyRef?: { volumeName: string; path: string; key: string; optional?: boolean };
  };
}
export interface EnvFrom { prefix?: string; configMapRef?: { name?: string; optional?: boolean }; secretRef?: { name?: string; optional?: boolean } }
export interface HttpGet { path?: string; port: number | string; host?: string; scheme?: string; httpHeaders?: { name: string; value: string }[] }
export interface Handler {
  httpGet?: HttpGet;
  tcpSocket?: { port: number | string; host?: string };
  exec?: { command?: string[] };
  grpc?: { port: number; service?: string };
  sleep?: { seconds: number };
}
export interface Probe extends Handler {
  initialDelaySeconds?: number;
  periodSeconds?: number;
  timeoutSeconds?: number;
  failureThreshold?: number;
  successThreshold?: number;
  terminationGracePeriodSeconds?: number;
}
export interface Resources { limits?: Record<string, string>; requests?: Record<string, string> }
export interface SecurityContext {
  runAsUser?: number;
  runAsGroup?: number;
  runAsNonRoot?: boolean;
  readOnlyRootFilesystem?: boolean;
  allowPrivilegeEscalation?: boolean;
  privileged?: boolean;
  capabilities?: { add?: string[]; drop?: string[] };
  seccompProfile?: { type: string; localhostProfile?: string };
  appArmorProfile?: { type: string; localhostProfile?: string };
  seLinuxOptions?: Record<string, string>;
}
export interface PodSecurityContext extends SecurityContext {
  fsGroup?: number;
  fsGroupChangePolicy?: string;
  supplementalGroups?: number[];
  sysctls?: { name: string; value: string }[];
}
export interface VolumeMount { name: string; mountPath: string; subPath?: string; subPathExpr?: string; readOnly?: boolean; recursiveReadOnly?: string; mountPropagation?: string }
export interface ContainerPort { name?: string; containerPort: number; hostPort?: number; protocol?: string }
export interface Container {
  name: string;
  image?: string;
  imagePullPolicy?: string;
  command?: string[];
  args?: string[];
  workingDir?: string;
  env?: EnvVar[];
  envFrom?: EnvFrom[];
  ports?: ContainerPort[];
  resources?: Resources;
  volumeMounts?: VolumeMount[];
  livenessProbe?: Probe;
  readinessProbe?: Probe;
  startupProbe?: Probe;
  lifecycle?: { postStart?: Handler; preStop?: Handler; stopSignal?: string };
  securityContext?: SecurityContext;
  restartPolicy?: string;
  restartPolicyRules?: { action: string; exitCodes?: { operator: string; values?: number[] } }[];
  terminationMessagePath?: string;
  terminationMessagePolicy?: string;
  tty?: boolean;
  stdin?: boolean;
}
export interface KeyToPath { key: string; path: string; mode?: number }
export interface Volume {
  name: string;
  configMap?: { name?: string; optional?: boolean; items?: KeyToPath[]; defaultMode?: number };
  secret?: { secretName?: string; optional?: boolean; items?: KeyToPath[]; defaultMode?: number };
  emptyDir?: { medium?: string; sizeLimit?: string };
  persistentVolumeClaim?: { claimName: string; readOnly?: boolean };
  hostPath?: { path: string; type?: string };
  projected?: {
    defaultMode?: number;
    sources?: {
      configMap?: { name?: string; optional?: boolean; items?: KeyToPath[] };
      secret?: { name?: string; optional?: boolean; items?: KeyToPath[] };
      downwardAPI?: { items?: DownwardFile[] };
      serviceAccountToken?: { audience?: string; path?: string };
    }[];
  };
  downwardAPI?: { items?: DownwardFile[] };
  csi?: { driver: string; readOnly?: boolean; volumeAttributes?: Record<string, string> };
  nfs?: { server: string; path: string; readOnly?: boolean };
  ephemeral?: unknown;
  image?: { reference?: string; pullPolicy?: string };
}
export interface PodAffinityTerm { labelSelector?: LabelSelector; topologyKey?: string; namespaces?: string[]; namespaceSelector?: LabelSelector }
export interface PodAffinity { requiredDuringSchedulingIgnoredDuringExecution?: PodAffinityTerm[]; preferredDuringSchedulingIgnoredDuringExecution?: unknown[] }
export interface NodeAffinity {
  requiredDuringSchedulingIgnoredDuringExecution?: { nodeSelectorTerms?: { matchExpressions?: LabelSelector['matchExpressions'] }[] };
  preferredDuringSchedulingIgnoredDuringExecution?: unknown[];
}
export interface PodSpec {
  containers: Container[];
  initContainers?: Container[];
  volumes?: Volume[];
  nodeName?: string;
  nodeSelector?: Record<string, string>;
  hostNetwork?: boolean;
  hostIPC?: boolean;
  hostPID?: boolean;
  hostUsers?: boolean;
  hostname?: string;
  subdomain?: string;
  shareProcessNamespace?: boolean;
  dnsPolicy?: string;
  dnsConfig?: { nameservers?: string[]; searches?: string[]; options?: { name: string; value?: string }[] };
  hostAliases?: { ip: string; hostnames?: string[] }[];
  restartPolicy?: string;
  serviceAccountName?: string;
  automountServiceAccountToken?: boolean;
  imagePullSecrets?: { name?: string }[];
  securityContext?: PodSecurityContext;
  terminationGracePeriodSeconds?: number;
  activeDeadlineSeconds?: number;
  enableServiceLinks?: boolean;
  readinessGates?: { conditionType: string }[];
  schedulingGates?: { name: string }[];
  resourceClaims?: { name: string; resourceClaimName?: string; resourceClaimTemplateName?: string }[];
  schedulerName?: string;
  priorityClassName?: string;
  runtimeClassName?: string;
  os?: { name?: string };
  resources?: Resources;
  tolerations?: { key?: string; operator?: string; value?: string; effect?: string }[];
  affinity?: { podAntiAffinity?: PodAffinity; podAffinity?: PodAffinity; nodeAffinity?: NodeAffinity };
  topologySpreadConstraints?: { topologyKey: string; whenUnsatisfiable?: string }[];
}
export interface Terminated {
  exitCode: number;
  signal?: number;
  reason?: string;
  message?: string;
  startedAt?: string | null;
  finishedAt?: string | null;
  containerID?: string;
}
export interface ContainerState {
  waiting?: { reason?: string; message?: string };
  running?: { startedAt?: string | null };
  terminated?: Terminated;
}
export interface ContainerStatus {
  name: string;
  state?: ContainerState;
  lastState?: ContainerState;
  ready?: boolean;
  started?: boolean;
  restartCount?: number;
  image?: string;
  imageID?: string;
  containerID?: string;
  resources?: Resources;
}
export interface Pod extends KubeObject {
  spec: PodSpec;
  status: {
    phase?: string;
    reason?: string;
    message?: string;
    podIP?: string;
    /** One of each family: IPv4, IPv6. */
    podIPs?: { ip?: string }[];
    hostIP?: string;
    startTime?: string;
    qosClass?: string;
    nominatedNodeName?: string;
    resourceClaimStatuses?: { name: string; resourceClaimName?: string }[];
    conditions?: Condition[];
    containerStatuses?: ContainerStatus[];
    initContainerStatuses?: ContainerStatus[];
    ephemeralContainerStatuses?: ContainerStatus[];
  };
}
export interface PodTemplate { metadata?: { labels?: Record<string, string>; annotations?: Record<string, string> }; spec: PodSpec }

// ---- the rest ----

export interface Event extends KubeObject {
  type?: string;
  reason?: string;
  message?: string;
  count?: number;
  firstTimestamp?: string | null;
  lastTimestamp?: string | null;
  eventTime?: string | null;
  series?: { count?: number; lastObservedTime?: string };
  source?: { component?: string; host?: string };
  reportingComponent?: string;
  involvedObject?: { kind?: string; namespace?: string; name?: string; uid?: string; fieldPath?: string };
}
export interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}
export interface Workload extends KubeObject {
  spec: {
    replicas?: number;
    selector?: LabelSelector;
    template?: PodTemplate;
    strategy?: { type?: string };
    updateStrategy?: { type?: string; rollingUpdate?: { partition?: number } };
    paused?: boolean;
    minReadySeconds?: number;
    podManagementPolicy?: string;
    serviceName?: string;
    /** StatefulSet: the number of its first pod. */
    ordinals?: { start?: number };
    persistentVolumeClaimRetentionPolicy?: { whenDeleted?: string };
    volumeClaimTemplates?: KubeObject[];
    jobTemplate?: { spec: { template: PodTemplate; backoffLimit?: number } };
    backoffLimit?: number;
    activeDeadlineSeconds?: number;
    completions?: number;
    parallelism?: number;
    schedule?: string;
    suspend?: boolean;
  };
  status?: {
    replicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    updatedReplicas?: number;
    /** Of a DaemonSet: nodes that should run a pod, and that run one of the newest template. */
    desiredNumberScheduled?: number;
    currentNumberScheduled?: number;
    updatedNumberScheduled?: number;
    /** Of an Indexed Job: "0,2-4". */
    completedIndexes?: string;
    failedIndexes?: string;
    observedGeneration?: number;
    currentRevision?: string;
    updateRevision?: string;
    active?: number | OwnerReference[];
    failed?: number;
    /** Of a CronJob. */
    lastSuccessfulTime?: string;
    succeeded?: number;
    /** Of a Job. */
    completionTime?: string;
    conditions?: Condition[];
  };
}
/** A revision of a StatefulSet or DaemonSet: data holds the template as the controller stored it. */
export interface ControllerRevision extends KubeObject { revision?: number; data?: { spec?: { template?: PodTemplate } } }
export interface ServicePort { name?: string; port: number; targetPort?: number | string; protocol?: string; nodePort?: number }
export interface Service extends KubeObject {
  spec: { type?: string; clusterIP?: string; clusterIPs?: string[]; externalName?: string; selector?: Record<string, string>; ports?: ServicePort[]; publishNotReadyAddresses?: boolean };
}
export interface EndpointSlice extends KubeObject {
  addressType?: string;
  endpoints?: { addresses?: string[]; conditions?: { ready?: boolean; serving?: boolean; terminating?: boolean }; targetRef?: { kind?: string; name?: string; namespace?: string }; nodeName?: string }[] | null;
  ports?: { name?: string; port?: number; protocol?: string }[] | null;
}
export interface NetworkPolicyPeer { podSelector?: LabelSelector; namespaceSelector?: LabelSelector; ipBlock?: { cidr: string; except?: string[] } }
export interface NetworkPolicyPort { port?: number | string; endPort?: number; protocol?: string }
export interface NetworkPolicy extends KubeObject {
  spec: {
    podSelector?: LabelSelector;
    policyTypes?: string[];
    ingress?: { from?: NetworkPolicyPeer[]; ports?: NetworkPolicyPort[] }[];
    egress?: { to?: NetworkPolicyPeer[]; ports?: NetworkPolicyPort[] }[];
  };
}
export interface ConfigMap extends KubeObject { data?: Record<string, string>; binaryData?: Record<string, string>; immutable?: boolean }
export interface Claim extends KubeObject {
  spec: { storageClassName?: string; accessModes?: string[]; resources?: Resources; volumeName?: string; volumeMode?: string; selector?: LabelSelector };
  status?: { phase?: string; capacity?: Record<string, string>; conditions?: Condition[] };
}
export interface PersistentVolume extends KubeObject {
  spec: { capacity?: Record<string, string>; accessModes?: string[]; storageClassName?: string; volumeMode?: string; nodeAffinity?: { required?: { nodeSelectorTerms?: { matchExpressions?: LabelSelector['matchExpressions'] }[] } }; claimRef?: { namespace?: string; name?: string; uid?: string } };
  status?: { phase?: string };
}
export interface Node extends KubeObject {
  spec?: { unschedulable?: boolean; taints?: { key: string; value?: string; effect?: string }[] };
  status?: { conditions?: Condition[]; capacity?: Record<string, string>; allocatable?: Record<string, string>; nodeInfo?: Record<string, string>; images?: { names?: string[] | null }[]; daemonEndpoints?: { kubeletEndpoint?: { Port?: number } } };
}
export interface PolicyRule { apiGroups?: string[]; resources?: string[]; verbs?: string[]; resourceNames?: string[] }
export interface Role extends KubeObject { rules?: PolicyRule[] | null }
export interface RoleBinding extends KubeObject { roleRef: { kind: string; name: string; apiGroup?: string }; subjects?: { kind: string; name: string; namespace?: string }[] }
export interface LimitRange extends KubeObject { spec?: { limits?: { type: string; default?: Record<string, string>; defaultRequest?: Record<string, string>; max?: Record<string, string>; min?: Record<string, string>; maxLimitRequestRatio?: Record<string, string> }[] } }
export interface PodMetrics extends KubeObject { containers?: { name: string; usage?: Record<string, string> }[] }
export interface List<T> { kind?: string; apiVersion?: string; metadata?: { continue?: string; resourceVersion?: string; remainingItemCount?: number }; items: T[] }

/** What we ask the API for, by its plural name; the path of each and the type of its objects. */
export interface Kinds {
  pods: Pod;
  events: Event;
  services: Service;
  configmaps: ConfigMap;
  persistentvolumeclaims: Claim;
  persistentvolumes: PersistentVolume;
  serviceaccounts: KubeObject;
  limitranges: LimitRange;
  resourcequotas: KubeObject;
  nodes: Node;
  namespaces: KubeObject;
  replicationcontrollers: Workload;
  deployments: Workload;
  replicasets: Workload;
  statefulsets: Workload;
  daemonsets: Workload;
  controllerrevisions: ControllerRevision;
  jobs: Workload;
  cronjobs: Workload;
  networkpolicies: NetworkPolicy;
  endpointslices: EndpointSlice;
  roles: Role;
  rolebindings: RoleBinding;
  clusterroles: Role;
  clusterrolebindings: RoleBinding;
  storageclasses: KubeObject;
  priorityclasses: KubeObject;
  runtimeclasses: KubeObject;
  podmetrics: PodMetrics;
}
export type Plural = keyof Kinds;
