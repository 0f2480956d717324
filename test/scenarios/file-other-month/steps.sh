#!/bin/sh
set -eu
kubectl create job export-november --from=cronjob/export
