"""An invented municipality, told through the same commands as real work. It lives on its own day."""

from datetime import date

TODAY = date(2020, 6, 30)
