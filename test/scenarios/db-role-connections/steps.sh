#!/usr/bin/env bash
set -euo pipefail
kubectl rollout status deploy/importer --timeout=120s
  kubectl apply -f - <<'Y'
apiVersion: apps/v1
kind: Deployment
metadata: {name: report, labels: {app: report}}
spec:
  replicas: 1
  selector: {matchLabels: {app: report}}
  template:
    metadata: {labels: {app: report}}
    spec:
      containers:
      - name: report
        image: registry.example.com/shop/report:5.2.1
        imagePullPolicy: IfNotPresent
        env:
        - {name: PGHOST, value: db}
        - {name: PGUSER, value: shop_app}
        - {name: PGPASSWORD, valueFrom: {secretKeyRef: {name: db-auth, key: password}}}
        readinessProbe: {exec: {command: [cat, /tmp/ready]}, periodSeconds: 3}
Y
