"""One whole sync with msal, requests and azure-storage-blob.

sync.py <address of the mock> <folder with the CSV files>

Prints what it has seen as JSON. Trusts the authority that REQUESTS_CA_BUNDLE names, as all three libraries do.
"""

import json
import pathlib
import sys
import time

import azure.storage.blob
import msal
import requests
from azure.storage.blob import ContainerClient

address, folder = sys.argv[1], pathlib.Path(sys.argv[2])
profiles = f"{address}/beta/education/synchronizationProfiles"
scopes = ["https://graph.microsoft.com/.default"]
client_id = "c0a8d1be-58a4-4d0f-9e64-0d8f4f5b9d01"
authority = f"{address}/5b0d1a6a-0d4b-4c4e-9c5c-0f0b2d0f6a11"


def until(read, accepted):
    for _ in range(200):
        value = read()
        if value in accepted:
            return value
        time.sleep(0.05)
    raise TimeoutError(f"It stayed {value}.")


application = msal.ConfidentialClientApplication(
    client_id, client_credential="any-secret", authority=authority, instance_discovery=False
)
by_secret = application.acquire_token_for_client(scopes=scopes)
refused = requests.post(profiles, json={}, headers={"Authorization": f"Bearer {by_secret['access_token']}"})

public = msal.PublicClientApplication(client_id, authority=authority, instance_discovery=False)
flow = public.initiate_device_flow(scopes=scopes)
token = public.acquire_token_by_device_flow(flow)

session = requests.Session()
session.headers["Authorization"] = f"Bearer {token['access_token']}"
body = json.loads(pathlib.Path(folder, "profile.json").read_text())
created = session.post(profiles, json=body)
profile = f"{profiles}/{created.json()['id']}"
state = until(lambda: session.get(profile).json()["state"], ["provisioned"])

upload_url = session.get(f"{profile}/uploadUrl").json()["value"]
uploaded = []
for path in sorted(pathlib.Path(folder, "csv").glob("*.csv")):
    with ContainerClient.from_container_url(upload_url) as container, path.open("rb") as content:
        container.upload_blob(path.name, content, overwrite=True)
    uploaded.append(path.name)

started = session.post(f"{profile}/start")
status = until(lambda: session.get(f"{profile}/profileStatus").json()["status"], ["success", "error"])
errors = session.get(f"{profile}/errors").json()["value"]
deleted = session.delete(profile)

print(
    json.dumps(
        {
            "versions": {"msal": msal.__version__, "azure-storage-blob": azure.storage.blob.__version__},
            "createByApplication": refused.status_code,
            "created": created.status_code,
            "state": state,
            "uploaded": uploaded,
            "messages": started.json()["value"],
            "status": status,
            "errors": errors,
            "deleted": deleted.status_code,
        }
    )
)
