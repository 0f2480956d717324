#!/bin/sh
set -eu
kubectl label namespace "$NS" shop.example.com/policy="$NS"
kubectl apply -f - <<Y
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: shop-policy
  ownerReferences: [{apiVersion: v1, kind: Namespace, name: $NS, uid: $(kubectl get namespace "$NS" -o jsonpath={.metadata.uid})}]
webhooks:
  - name: pods.policy.shop.example.com
    clientConfig: {service: {name: policy, namespace: $NS, path: /pods}}
    rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
    namespaceSelector: {matchLabels: {shop.example.com/policy: $NS}}
    failurePolicy: Fail
    sideEffects: None
    timeoutSeconds: 5
    admissionReviewVersions: [v1]
Y
sleep 3
kubectl apply -f - <<'Y'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  labels: {app: api, team: storefront}
spec:
  replicas: 1
  selector: {matchLabels: {app: api}}
  template:
    metadata:
      labels: {app: api}
    spec:
      containers:
      - name: api
        image: registry.example.com/shop/api:1.4.2
        imagePullPolicy: IfNotPresent
        ports: [{containerPort: 8080}]
        env:
        - {name: DB_URL, value: 'postgres://shop@db:5432/shop'}
        readinessProbe: {httpGet: {path: /health, port: 8080}, periodSeconds: 3}
        resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {memory: 256Mi}}
Y
