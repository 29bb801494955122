"""What can be wrong with the catalogue or with a question to it. Each names the file and the key."""


class CatalogueFault(Exception):
    """A file of the catalogue cannot be used. The message names the file and the key."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        self.file, self.key, self.problem = file, key, problem
        super().__init__(f"{file}: {key}: {problem}")


class UnknownProgramme(LookupError):
    """No file of the catalogue has this name."""


class UnknownParameter(LookupError):
    """The programme's file does not speak of this parameter at all."""


class UnknownValue(LookupError):
    """The parameter exists, but its value is not known (or not yet on the day). Unknown is never zero."""
