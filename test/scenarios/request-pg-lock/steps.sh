#!/bin/sh
set -eu
kubectl rollout status deploy/db --timeout=120s
sleep 3
kubectl exec -i deploy/db -- psql -q -v ON_ERROR_STOP=1 -U shop -d shop <<'S'
create table orders (id bigserial primary key, customer int not null, amount numeric(10,2) not null);
insert into orders (customer, amount) select n, n * 1.5 from generate_series(1, 200) n;
S
kubectl apply -f insights.yaml
kubectl rollout status deploy/insights --timeout=120s
kubectl apply -f checkout.yaml
