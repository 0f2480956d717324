#!/bin/sh
set -eu
for i in $(seq 60); do
  [ "$(kubectl get pods -l app=web -o jsonpath='{.items[0].status.containerStatuses[0].restartCount}')" = 4 ] && break
  sleep 2
done
sleep 15
kubectl patch service cache -p '{"spec":{"selector":{"app":"cache"}}}'
