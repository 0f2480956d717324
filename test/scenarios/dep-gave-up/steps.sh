kubectl rollout status sts/ledger-db --timeout=120s
