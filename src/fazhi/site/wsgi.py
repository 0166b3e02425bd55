"""What the server calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.site.settings")
application = get_wsgi_application()

from fazhi.site import warming  # noqa: E402 - once the apps are loaded

warming.begin(application)
