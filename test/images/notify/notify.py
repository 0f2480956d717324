"""Tells customers about their parcels; one instance leads, as a Lease of Kubernetes tells."""
import json
import os
import ssl
import sys
import time
import urllib.error
import urllib.request

account = "/var/run/secrets/kubernetes.io/serviceaccount"
need = os.environ.get("NEED", "lease")


def ask(method, path, body=None):
    with open(f"{account}/token") as file:
        token = file.read()
    request = urllib.request.Request(f"https://kubernetes.default.svc{path}", method=method, data=body and json.dumps(body).encode(),
                                     headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
    try:
        return json.load(urllib.request.urlopen(request, context=ssl.create_default_context(cafile=f"{account}/ca.crt"), timeout=10))
    except urllib.error.HTTPError as error:
        if error.code in (404, 409):
            return {}
        print(f"E notify: {method} {path}: {error.code} {json.load(error)['message']}", file=sys.stderr)
        sys.exit(1)


with open(f"{account}/namespace") as file:
    namespace = file.read()
print(f"I notify 2.4.0 in {namespace}", flush=True)
if need == "lease":
    ask("POST", f"/apis/coordination.k8s.io/v1/namespaces/{namespace}/leases", {"metadata": {"name": "notify-leader"}, "spec": {"holderIdentity": os.uname().nodename}})
elif need == "configmap":
    ask("GET", f"/api/v1/namespaces/{namespace}/configmaps/notify-texts")
elif need == "nodes":
    ask("GET", "/api/v1/nodes?limit=50")
while True:
    print("I notify: 0 parcels on their way", flush=True)
    open("/tmp/alive", "w").close()
    time.sleep(15)
