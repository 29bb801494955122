"""What the database holds readable: as a search, an export or a dump of it would find."""

from django.db import connection


def stands_somewhere(text):
    """Whether any value of any table has the text readable, the history included: as text, or as the plain bytes of a column."""
    return any(sought in table for table in everything_written() for sought in (text, text.encode().hex()))


def everything_written():
    """Every row of every table of the database as text: what a search, an export or a dump could find."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, chr(10)), '') FROM \"{table}\" t")
            yield cursor.fetchone()[0]
