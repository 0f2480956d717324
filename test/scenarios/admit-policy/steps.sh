#!/usr/bin/env bash
set -euo pipefail
kubectl rollout status deploy/api --timeout=90s
kubectl label ns $NS policy-scope=$NS
cat <<Y | kubectl apply -f -
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: memory-limits-$NS}
spec:
  failurePolicy: Fail
  matchConstraints:
    namespaceSelector: {matchLabels: {policy-scope: $NS}}
    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  validations:
    - expression: "object.spec.containers.all(c, has(c.resources.limits) && 'memory' in c.resources.limits)"
      message: every container needs a memory limit
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: memory-limits-$NS}
spec: {policyName: memory-limits-$NS, validationActions: [Deny]}
Y
sleep 5
kubectl patch deploy api -p '{"spec":{"template":{"spec":{"containers":[{"name":"api","env":[{"name":"LOG_LEVEL","value":"debug"}],"resources":null},{"name":"shipper","image":"busybox:1.35","imagePullPolicy":"IfNotPresent","command":["sleep","1d"]}]}}}}'
kubectl patch deploy api --type=json -p '[{"op":"test","path":"/spec/template/spec/containers/1/name","value":"shipper"}]' || true
