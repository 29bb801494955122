"""The product's settings as the tests run them: keys that never change, a folder of the run's own, no fixed day."""

import os
import secrets
import tempfile

STARTED_HERE = "NIVEL_TEST_RUN_DIR" not in os.environ  # xdist's workers inherit the controller's folder
RUN_DIR = os.environ.setdefault("NIVEL_TEST_RUN_DIR", f"{tempfile.gettempdir()}/nivel-test-{secrets.token_hex(6)}")
os.environ["NIVEL_DATA_DIR"] = RUN_DIR
for _number, _name in enumerate(("SESSION", "FIELD", "INDEX", "SEAL"), start=1):
    os.environ[f"NIVEL_KEY_{_name}"] = f"{_number:064x}"
for _name in ("NIVEL_TODAY", "NIVEL_DEMO", "NIVEL_DEBUG", "NIVEL_DATABASE_URL", "NIVEL_URL", "NIVEL_HOSTS"):
    os.environ.pop(_name, None)

from nivel.site.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 takes a quarter of a second a login
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
