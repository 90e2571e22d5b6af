"""Health check of a container: ask the own process over loopback, under a host name that it accepts."""

import os
import sys
import urllib.request

host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0] or "127.0.0.1"
anfrage = urllib.request.Request("http://127.0.0.1:8000/gesundheit/", headers={"Host": host})
with urllib.request.urlopen(anfrage, timeout=5) as antwort:  # noqa: S310 - a fixed address
    sys.exit(0 if antwort.status == 200 else 1)
