#!/bin/sh
set -eu
sleep 20
kubectl create secret generic ingest-token --from-literal=token=aster
