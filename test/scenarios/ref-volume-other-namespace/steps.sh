#!/bin/sh
set -eu
kubectl create namespace $NS-platform
kubectl create secret generic session-keys -n $NS-platform --from-literal=session.key=b7f1c09e5d2a4863
