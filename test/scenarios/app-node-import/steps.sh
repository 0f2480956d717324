#!/bin/sh
set -eu
kubectl rollout status deploy/gateway --timeout=90s
kubectl patch deploy gateway --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"registry.example.com/shop/gateway:1.10.0"},{"op":"replace","path":"/spec/template/spec/containers/0/readinessProbe/httpGet/path","value":"/"}]'
