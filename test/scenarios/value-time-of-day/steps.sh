#!/bin/sh
set -eu
kubectl create job closing-today --from=cronjob/closing
