"""Basic allowance a day (law.md 9)."""

from datetime import date
from decimal import Decimal

RATES = [
    (date(2023, 1, 1), "37.21"),
    (date(2022, 8, 1), "35.72"),
    (date(2022, 1, 1), "34.50"),
    (date(2021, 1, 1), "33.78"),
    (date(2020, 1, 1), "33.66"),
    (date(2017, 1, 1), "32.40"),
    (date(2016, 1, 1), "32.68"),
    (date(2015, 1, 1), "32.80"),
    (date(2014, 1, 1), "32.66"),
    (date(2013, 1, 1), "32.46"),
    (date(2012, 1, 1), "31.36"),
]
NOT_VERIFIED = {2013, 2014, 2016}


def rate(on):
    return next((Decimal(value) for since, value in RATES if since <= on), None)
