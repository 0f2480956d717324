#!/bin/sh
set -eu
kubectl create job backup-1 --from=cronjob/backup
kubectl wait --for=condition=complete job/backup-1 --timeout=90s
kubectl create job backup-2 --from=cronjob/backup
