#!/bin/sh
set -eu
kubectl create job settle-1 --from=cronjob/settle
