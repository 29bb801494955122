"""The application for a WSGI server: `nivel serve` runs it, and any other may."""

import os

from django.core.wsgi import get_wsgi_application

from nivel.site.start import check_demo

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nivel.site.settings")

application = get_wsgi_application()
check_demo()
