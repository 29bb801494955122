"""A second, slow and obvious reading of the law, written from the texts alone: no import of nivel.law."""
