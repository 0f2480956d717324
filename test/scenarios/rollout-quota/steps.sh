#!/bin/sh
set -eu
sleep 12
kubectl set env deploy/tax VAT_RATE=19.0
sleep 5
