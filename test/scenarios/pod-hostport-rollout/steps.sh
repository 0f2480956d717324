#!/bin/bash
kubectl rollout status deploy/edge --timeout=60s
kubectl set resources deploy/edge -c nginx --limits=memory=96Mi
sleep 10
