kubectl wait --for=condition=Available deploy/pg --timeout=120s
kubectl exec deploy/pg -- psql -U postgres -d intake -c "create role intake_app login password 'daisy'"
