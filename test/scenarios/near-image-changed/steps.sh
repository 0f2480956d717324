#!/bin/sh
set -eu
sleep 20
kubectl set image pod/mailer mailer=registry.example.com/shop/mailer:1.3.0
sleep 45
