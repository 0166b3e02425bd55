"""Settings of the tests: the product's own, the living example installed, in a home of their own."""

import os
import tempfile

os.environ["FAZHI_EXAMPLE"] = "1"
# The browser's driver keeps a loop in the thread of the tests; the records are read beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
os.environ["FAZHI_HOME"] = MADE_FOR_TESTS = tempfile.mkdtemp(prefix="fazhi-test-")

from fazhi.site.settings import *  # noqa: E402, F403

# The real hash is slow on purpose; who signs in is tested with it once.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.Argon2PasswordHasher"]
# In a file, as it is in use: threads of a test may then meet in it, each with a connection of its own.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": os.environ["FAZHI_HOME"] + "/test.sqlite3"}  # noqa: F405

# A test waits for its imports; the one that kills a worker starts processes of its own.
IMPORTS_AT_ONCE = True

# What waits is counted for every page: a test looks at what others have just done.
BADGES_KEPT = 0
