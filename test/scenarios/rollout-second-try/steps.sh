#!/bin/sh
set -eu
sleep 30
kubectl patch deploy api -p '{"spec":{"template":{"spec":{"containers":[{"name":"api","image":"registry.example.com/shop/api:1.4.2-hotfix","env":[{"name":"POOL_SIZE","value":"20"}]}]}}}}'
