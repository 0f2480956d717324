kubectl wait --for=condition=Available deploy/survey-db --timeout=120s
kubectl rollout status deploy/survey --timeout=120s
kubectl delete pod -l app=survey
