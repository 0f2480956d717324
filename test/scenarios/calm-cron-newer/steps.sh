#!/bin/sh
set -eu
kubectl create job export-october --from=cronjob/export
kubectl wait --for=condition=Failed job/export-october --timeout=60s
kubectl get configmap sales -o yaml | sed 's/ink,one/ink,1/' | kubectl replace -f -
kubectl create job export-november --from=cronjob/export
kubectl wait --for=condition=Complete job/export-november --timeout=60s
