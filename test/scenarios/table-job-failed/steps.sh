#!/usr/bin/env bash
set -euo pipefail
kubectl rollout status deploy/db --timeout=120s
  kubectl apply -f - <<'Y'
apiVersion: batch/v1
kind: Job
metadata: {name: migrate, labels: {app: migrate}}
spec:
  backoffLimit: 1
  template:
    metadata: {labels: {app: migrate}}
    spec:
      restartPolicy: Never
      containers:
      - name: migrate
        image: python:3.11-slim
        imagePullPolicy: IfNotPresent
        command: [python, /app/migrate.py]
        env:
        - {name: DATABASE_URL, value: "host=database user=shop dbname=shop"}
        volumeMounts: [{name: app, mountPath: /app}]
      volumes: [{name: app, configMap: {name: orders-app}}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: orders, labels: {app: orders}}
spec:
  replicas: 1
  selector: {matchLabels: {app: orders}}
  template:
    metadata: {labels: {app: orders}}
    spec:
      containers:
      - name: orders
        image: python:3.11-slim
        imagePullPolicy: IfNotPresent
        command: [python, /app/orders.py]
        env:
        - {name: PGPASSWORD, valueFrom: {secretKeyRef: {name: db-auth, key: password}}}
        readinessProbe: {exec: {command: [cat, /tmp/ready]}, periodSeconds: 3}
        volumeMounts: [{name: app, mountPath: /app}]
      volumes: [{name: app, configMap: {name: orders-app}}]
Y
