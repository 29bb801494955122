"""Whether two answers differ in anything but their own address and the form's one-time token."""

import re


def bare(response) -> str:
    page = response.content.decode().replace(response.wsgi_request.get_full_path(), "ADDRESS")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "TOKEN", page)
