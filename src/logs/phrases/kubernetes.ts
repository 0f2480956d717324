/** Programs that speak to the Kubernetes API: client-go, controllers, operators. */
import type { Phrase } from '../phrase.ts';

export const kubernetes: readonly Phrase[] = [
  {
    name: 'forbidden', kind: 'rbac-forbidden',
    // The client of Python shows the answer as it came: JSON, with the quotation marks escaped.
    pattern: /(?:[a-z]\w{1,60}(?:\.[\w.]{1,120})? \\?"(?<name>[A-Za-z0-9][^"\\]{0,150})\\?" )?is forbidden: User \\?"(?<user>[^"\\]{1,200})\\?" cannot (?<verb>\w{2,20}) (?:resource \\?"(?<resource>[a-z][\w./-]{0,150})\\?"|path \\?"[^"\\]{1,200}\\?")(?: in API group \\?"(?<group>[\w.-]{0,150})\\?")?(?: in the namespace \\?"(?<namespace>[a-z0-9][a-z0-9-]{0,62})\\?"| at the cluster scope)?/,
    sample: 'error listing pods: pods is forbidden: User "system:serviceaccount:s-27ttbj:controller" cannot list resource "pods" in API group "" in the namespace "s-27ttbj"', source: 'case:perm-rbac',
    nearMiss: 'pods "x" is forbidden: exceeded quota: compute, requested: cpu=1, used: cpu=4, limited: cpu=4',
  },
  {
    // It asks for the Endpoints of its own namespace, as the account of its pod.
    name: 'rabbit-forbidden', kind: 'rbac-forbidden', fields: { verb: 'get', resource: 'endpoints' }, pattern: /Failed to fetch a list of nodes from Kubernetes API: 403$/,
    sample: '2021-02-19 17:25:44.833 [error] <0.269.0> Failed to fetch a list of nodes from Kubernetes API: 403', source: 'rabbitmq/rabbitmq-server:deps/rabbitmq_peer_discovery_k8s/src/rabbit_peer_discovery_k8s.erl',
    nearMiss: '2021-02-19 17:25:44.833 [error] <0.269.0> Failed to fetch a list of nodes from Kubernetes API: 404',
  },
  {
    name: 'in-cluster', kind: 'api-token-missing', fields: { variable: 'KUBERNETES_SERVICE_HOST' }, pattern: /unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined/,
    sample: 'unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined', source: 'kubernetes/client-go:rest/config.go',
    nearMiss: 'using in-cluster configuration',
  },
  {
    name: 'token-file', kind: 'api-token-missing', pattern: /(?<path>\/var\/run\/secrets\/kubernetes\.io\/serviceaccount\/(?:token|ca\.crt|namespace))["']?: no such file or directory|no such file or directory[:,] .{0,20}["'](?<path2>\/var\/run\/secrets\/kubernetes\.io\/serviceaccount\/\w{2,10})/i,
    sample: 'open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory', source: 'kubernetes/client-go:rest/config.go',
    nearMiss: 'open /etc/app/token: no such file or directory',
  },
  {
    name: 'kubeconfig-absent', kind: 'api-token-missing', pattern: /invalid configuration: no configuration has been provided, try setting KUBERNETES_MASTER environment variable/,
    sample: 'invalid configuration: no configuration has been provided, try setting KUBERNETES_MASTER environment variable', source: 'kubernetes/client-go:tools/clientcmd/errors.go',
    nearMiss: 'the configuration has been provided',
  },
  {
    name: 'unauthorized', kind: 'api-unauthorized', pattern: /(?<detail>the server has asked for the client to provide credentials|(?:\*v\d\w{0,10}\.\w{1,60}|\b(?:pods?|nodes?|namespaces?|configmaps?|leases?|deployments?|replicasets?|statefulsets?|daemonsets?|endpointslices?|serviceaccounts?|kubernetes|k8s|api ?server|resource lock \S{1,200}))(?: at the cluster scope)?: Unauthorized$|You must be logged in to the server \(Unauthorized\)|"kind":"Status","apiVersion":"v1",[^\n]{1,300}"code":401\b)/i,
    sample: 'failed to list *v1.Pod: Unauthorized', source: 'kubernetes/apimachinery:pkg/api/errors/errors.go',
    nearMiss: 'urllib.error.HTTPError: HTTP Error 401: Unauthorized',
  },
  {
    name: 'pod-cidr', kind: 'pod-cidr-missing', pattern: /node \\?"(?<node>[^"\\]{1,253})\\?" pod cidr not assigned|required IPv[46] PodCIDR not available/,
    sample: 'Error registering network: failed to acquire lease: node "worker-1" pod cidr not assigned', source: 'flannel-io/flannel:pkg/subnet/kube/kube.go',
    nearMiss: 'node "worker-1" pod cidr is 10.244.1.0/24',
  },
  {
    // Asked for alone, by the mapper of controller-runtime: nobody answers for the group.
    name: 'group-unserved', kind: 'crd-missing', pattern: /failed to get API group resources: unable to retrieve the complete list of server APIs: (?<version>[a-z0-9][\w.-]{0,150}\/v\w{1,20}): the server could not find the requested resource/,
    sample: 'failed to get API group resources: unable to retrieve the complete list of server APIs: widgets.example.com/v1: the server could not find the requested resource', source: 'kubernetes-sigs/controller-runtime:pkg/client/apiutil/restmapper.go',
    nearMiss: 'failed to get API group resources: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: the server is currently unable to handle the request',
  },
  {
    name: 'group-discovery', kind: 'api-group-down', pattern: /(?:(?<!failed to get API group resources: )unable to retrieve the complete list of server APIs: (?<group>[a-z0-9][\w.-]{0,150}\/v\w{1,20}): (?<detail>[^\n,"]{1,160})|failed to get API group resources: unable to retrieve the complete list of server APIs: (?<group2>[a-z0-9][\w.-]{0,150}\/v\w{1,20}): (?!the server could not find the requested resource)(?<detail2>[^\n,"]{1,160}))/,
    sample: 'unable to retrieve the complete list of server APIs: custom.metrics.k8s.io/v1beta1: the server is currently unable to handle the request', source: 'kubernetes/client-go:discovery/discovery_client.go',
    nearMiss: 'retrieved the complete list of server APIs',
  },
  {
    name: 'aws-imds', kind: 'metadata-refused',
    pattern: /(?<detail>operation error ec2imds: \w{1,40}, (?![^\n]{0,60}StatusCode: 404)[^\n]{1,120}|EC2Metadata(?:Request)?Error: failed to (?:make EC2Metadata request|get EC2 instance identity document)|failed to (?:get|fetch) (?:VPC ID|region|availability zone) from (?:instance|ec2) metadata)/,
    sample: 'error in fetching vpc id through ec2 metadata: get mac metadata: operation error ec2imds: GetMetadata, canceled, context deadline exceeded', source: 'aws/aws-sdk-go-v2:feature/ec2/imds/api_client.go',
    nearMiss: 'operation error STS: GetCallerIdentity, get identity: no EC2 IMDS role found',
  },
  {
    name: 'aws-imds-option', kind: 'metadata-refused', pattern: /failed to introspect \w{1,20} from EC2Metadata(?: or Node name)?, specify (?<option>--[a-z-]{3,40}) instead/,
    sample: 'failed to introspect region from EC2Metadata, specify --aws-region instead if EC2Metadata is unavailable: EC2MetadataRequestError: failed to get EC2 instance identity document', source: 'kubernetes-sigs/aws-load-balancer-controller:pkg/aws/cloud.go',
    nearMiss: 'the region is introspected from EC2Metadata',
  },
  {
    name: 'no-kind', kind: 'crd-missing', pattern: /no matches for kind \\?"(?<resource>[^"\\]{1,150})\\?" in version \\?"(?<version>[^"\\]{1,150})\\?"/,
    sample: 'no matches for kind "ServiceMonitor" in version "monitoring.coreos.com/v1"', source: 'kubernetes/apimachinery:pkg/api/meta/errors.go',
    nearMiss: 'matches for kind "ServiceMonitor" found',
  },
  {
    name: 'no-resource', kind: 'crd-missing', pattern: /(?:[Ff]ailed to (?:list|watch) \*?(?<resource>[\w.]{1,100}): (?:failed to list \*?[\w.]{1,100}: )?)?the server could not find the requested resource(?: \(\w{2,20} (?<plural>[a-z][\w-]{0,62}\.[\w.-]{1,150})\))?/,
    sample: 'failed to list *v1beta1.Gateway: the server could not find the requested resource', source: 'kubernetes/apimachinery:pkg/api/errors/errors.go',
    nearMiss: 'the server found the requested resource',
  },
  {
    name: 'velero-resource', kind: 'crd-missing', pattern: /custom resource (?<resource>\w{1,80}) not found in Velero API group (?<version>[\w./-]{1,80})/,
    sample: 'An error occurred: [custom resource BackupRepository not found in Velero API group velero.io/v1, Velero custom resources not found - apply config/crd/v1/bases/*.yaml,config/crd/v2alpha1/bases*.yaml, to update the custom resource definitions]', source: 'vmware-tanzu/velero:pkg/cmd/server/server.go',
    nearMiss: 'All Velero custom resource definitions exist',
  },
  {
    name: 'kind-not-registered', kind: 'crd-missing', pattern: /if kind is a CRD, it should be installed before calling Start.{0,120}\bkind"?[=:] ?"?(?:Kind=)?(?<plural>[\w.]{1,100})/,
    sample: '2026-01-01T00:00:00Z\tERROR\tcontroller-runtime.source.EventHandler\tif kind is a CRD, it should be installed before calling Start\t{"kind": "Widget.example.com", "error": "no matches for kind \\"Widget\\" in version \\"example.com/v1\\""}', source: 'kubernetes-sigs/controller-runtime:pkg/internal/source/kind.go',
    nearMiss: 'the CRD is installed before calling Start',
  },
  {
    name: 'leader-lost', kind: 'leader-lost', pattern: /(?<detail>leader election lost|leaderelection lost|failed to renew lease \S{1,150}|lost (?:leader|master) (?:election|lease)|stopped leading)/i,
    sample: 'leader election lost', source: 'kubernetes-sigs/controller-runtime:pkg/manager/internal.go',
    nearMiss: 'successfully acquired lease kube-system/controller',
  },
  {
    name: 'cache-sync', kind: 'crd-missing', pattern: /(?:failed to wait for \S{1,80} caches to sync(?:[^\n]{0,120})|timed out waiting for cache to be synced[^\n]{0,80}|failed to sync cache: (?:timed out waiting for the condition|context deadline exceeded)|failed to sync \*v\d\w{0,8}\.\w{1,60}: (?:context deadline exceeded|timed out)[^\n]{0,60})/,
    sample: 'failed to wait for widget caches to sync: timed out waiting for cache to be synced for Kind *v1.Widget', source: 'kubernetes-sigs/controller-runtime:pkg/internal/controller/controller.go',
    nearMiss: 'caches are synced',
  },
  {
    name: 'webhook-cert', kind: 'file-missing', pattern: /open (?<path>\/tmp\/k8s-webhook-server\/serving-certs\/tls\.(?:crt|key)): no such file or directory/,
    sample: 'open /tmp/k8s-webhook-server/serving-certs/tls.crt: no such file or directory', source: 'kubernetes-sigs/controller-runtime:pkg/webhook/server.go',
    nearMiss: 'open /etc/app/config.yaml: no such file or directory',
  },
  {
    name: 'aws-irsa', kind: 'cloud-credentials', fields: { cloud: 'aws' }, pattern: /(?<detail>is not authorized to perform: [\w:*-]{1,80}|WebIdentityErr: failed to retrieve credentials|NoCredentialProviders: no valid providers in chain|no EC2 IMDS role found|Could not load credentials from any providers|Unable to load credentials from any of the providers in the chain|failed to refresh cached credentials|InvalidIdentityToken: [^\n]{1,80}|AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity|ExpiredToken: The security token included in the request is expired|InvalidClientTokenId: The security token included in the request is invalid)/,
    sample: 'operation error STS: AssumeRoleWithWebIdentity, https response error StatusCode: 403, AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity', source: 'aws/aws-sdk-go-v2:service/sts/deserializers.go',
    nearMiss: 'credentials are refreshed',
  },
  {
    name: 'aws-denied', kind: 'cloud-credentials', fields: { cloud: 'aws' }, pattern: /(?<detail>\b(?:AccessDenied|AccessDeniedException|UnauthorizedOperation|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidClientTokenId|UnrecognizedClientException|ExpiredToken|ExpiredTokenException|AuthFailure): [^\n]{1,160})\n\s{1,8}status code: 40\d, request id: /m,
    sample: 'rpc error: code = Unknown desc = AccessDenied: Access Denied\n\tstatus code: 403, request id: 8A1B, host id: 2c', source: 'aws/aws-sdk-go:aws/awserr/types.go',
    nearMiss: 'rpc error: code = Unknown desc = NoSuchKey: The specified key does not exist.\n\tstatus code: 404, request id: 8A1B, host id: 2c',
  },
  {
    name: 'aws2-denied', kind: 'cloud-credentials', fields: { cloud: 'aws' }, pattern: /https response error StatusCode: 40\d,[^\n]{0,200}? api error (?<detail>(?:AccessDenied|AccessDeniedException|UnauthorizedOperation|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidClientTokenId|UnrecognizedClientException|ExpiredToken|ExpiredTokenException|AuthFailure): [^\n]{1,160})/,
    sample: 'operation error S3: ListObjectsV2, https response error StatusCode: 403, RequestID: 8A1B, HostID: 2c, api error AccessDenied: Access Denied', source: 'aws/smithy-go:errors.go',
    nearMiss: 'operation error S3: GetObject, https response error StatusCode: 404, RequestID: 8A1B, HostID: 2c, api error NotFound: Not Found',
  },
  {
    name: 'gcp', kind: 'cloud-credentials', fields: { cloud: 'gcp' }, pattern: /(?<detail>google: could not find default credentials|Could not automatically determine credentials|Your default credentials were not found|The Application Default Credentials are not available)/,
    sample: 'google: could not find default credentials. See https://cloud.google.com/docs/authentication/external/set-up-adc for more information', source: 'golang/oauth2:google/default.go',
    nearMiss: 'google: default credentials are used',
  },
  {
    name: 'azure', kind: 'cloud-credentials', fields: { cloud: 'azure' }, pattern: /(?<detail>DefaultAzureCredential failed to retrieve a token|DefaultAzureCredential: failed to acquire a token|ManagedIdentityCredential authentication failed|AADSTS\d{5,7}: [^\n]{1,120})/,
    sample: 'DefaultAzureCredential: failed to acquire a token.', source: 'Azure/azure-sdk-for-go:sdk/azidentity/chained_token_credential.go',
    nearMiss: 'DefaultAzureCredential is used',
  },
  {
    name: 'version', kind: 'version-refused', pattern: /\bkubernetes version "?v?(?<found>\d[\w.+-]{0,40})"? is not compatible, need at least "?v?(?<wants>\d[\w.+-]{0,40}?)(?:-0)?"?(?:$|\s|,)(?:\(this can be overridden with the env var "?(?<override>\w{1,60}))?/,
    sample: 'Failed to get k8s version kubernetes version "1.31.5" is not compatible, need at least "1.32.0-0" (this can be overridden with the env var "KUBERNETES_MIN_VERSION")', source: 'knative/pkg:version/version.go',
    nearMiss: 'kubernetes version "1.33.1" is compatible',
  },
  {
    // A range that begins with a version, and has no end.
    name: 'version-chart', kind: 'version-refused', pattern: /\bchart requires kubeVersion: >= ?v?(?<wants>\d[\w.]{0,40})(?:-\w{1,10})? which is incompatible with Kubernetes v?(?<found>\d[\w.+-]{0,40})/,
    sample: 'Error: INSTALLATION FAILED: chart requires kubeVersion: >= 1.23.0 which is incompatible with Kubernetes v1.21.9', source: 'helm/helm:pkg/action/action.go',
    nearMiss: 'Error: INSTALLATION FAILED: chart requires kubeVersion: >=1.19.0-0 <1.25.0-0 which is incompatible with Kubernetes v1.26.1',
  },
  {
    name: 'version-cilium', kind: 'version-refused', pattern: /\bMinimal kubernetes version not met: v?(?<found>\d[\w.+-]{0,40}) < (?:>=)?v?(?<wants>\d[\w.+-]{0,40})/,
    sample: 'level=fatal msg="Minimal kubernetes version not met: 1.15.3 < 1.16.0" subsys=cilium-operator', source: 'cilium/cilium:operator/cmd/root.go',
    nearMiss: 'level=info msg="Minimal kubernetes version met" subsys=cilium-operator',
  },
  {
    name: 'flannel-network', kind: 'value-invalid', fields: { name: 'Network' }, pattern: /subnet \\?"(?<value>[\da-f.:/]{3,50})\\?" specified in the flannel net config doesn't contain \\?"(?<expected>[\da-f.:/]{3,50})\\?" PodCIDR of the /,
    sample: 'Error registering network: failed to acquire lease: subnet "10.244.0.0/16" specified in the flannel net config doesn\'t contain "10.42.1.0/24" PodCIDR of the "worker-1" node', source: 'flannel-io/flannel:pkg/subnet/kube/kube.go',
    nearMiss: 'Error registering network: failed to acquire lease: node "worker-1" pod cidr not assigned',
  },
  {
    name: 'endpoint-waited', kind: 'dependency-unreachable', pattern: /\btimed out waiting for (?:the )?(?:endpoint|url|server|service) https?:\/\/(?<host>[\w.-]{1,253})(?::(?<port>\d{1,5}))?(?=[/\s"'])/i,
    sample: 'Error starting webhooks: admission webhook service is not accessible on cluster after 2m0s sec: timed out waiting for endpoint https://longhorn-admission-webhook.longhorn-system.svc:9502/v1/healthz to be available', source: 'longhorn/longhorn-manager:app/daemon.go',
    nearMiss: 'timed out waiting for the condition',
  },
];
