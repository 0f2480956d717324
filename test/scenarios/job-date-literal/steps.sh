#!/bin/sh
set -eu
kubectl create job close-day-now --from=cronjob/close-day
