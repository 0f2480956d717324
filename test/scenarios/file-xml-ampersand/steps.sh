#!/usr/bin/env bash
set -euo pipefail
kubectl rollout status deploy/import --timeout=90s
kubectl get configmap suppliers -o yaml | sed 's#^    </suppliers>#      <supplier name="Beta" url="https://beta.example/feed?a=1\&b=2"/>\n    </suppliers>#' | kubectl replace -f -
kubectl rollout restart deploy/import
