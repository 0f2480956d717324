kubectl wait --for=condition=Available deploy/db --timeout=120s
