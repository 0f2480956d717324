#!/usr/bin/env bash
set -euo pipefail
cat <<Y | kubectl apply -f -
apiVersion: v1
kind: PersistentVolume
metadata: {name: $NS-vol}
spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], persistentVolumeReclaimPolicy: Delete, hostPath: {path: /var/tmp/$NS-vol, type: DirectoryOrCreate}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: uploads}
spec: {accessModes: [ReadWriteOnce], storageClassName: "", volumeName: $NS-vol, resources: {requests: {storage: 1Gi}}}
Y
