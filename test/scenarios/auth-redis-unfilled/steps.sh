kubectl wait --for=condition=Available deploy/sessions --timeout=120s
