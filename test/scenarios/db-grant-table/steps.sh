#!/bin/sh
set -eu
kubectl rollout status sts/db --timeout=120s
kubectl exec db-0 -- psql -h 127.0.0.1 "dbname=shop user=shop password=tulip" -c "create table invoices (id int, amount int)" -c "create role billing login password 'rose'"
