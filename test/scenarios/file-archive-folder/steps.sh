#!/bin/sh
set -eu
kubectl create job backup-now --from=cronjob/backup
