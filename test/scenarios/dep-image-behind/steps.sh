#!/bin/sh
set -eu
kubectl patch deploy redis -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null},"template":{"spec":{"containers":[{"name":"redis","image":"registry.example.com/mirror/redis:7.0"}]}}}}'
sleep 5
kubectl rollout restart deploy/web
