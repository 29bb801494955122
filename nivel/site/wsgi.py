"""The application for a WSGI server: `nivel serve` runs it, and any other may."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nivel.site.settings")

application = get_wsgi_application()
