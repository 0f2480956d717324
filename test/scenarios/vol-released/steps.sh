#!/bin/sh
set -eu
kubectl rollout status sts/cache --timeout=120s
kubectl delete pvc cache-data --wait=false
kubectl scale sts/cache --replicas=0
kubectl wait --for=delete pvc/cache-data --timeout=60s
kubectl apply -f - <<'P'
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: cache-data
spec:
  storageClassName: shop-disk
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 1Gi}}
P
kubectl scale sts/cache --replicas=1
