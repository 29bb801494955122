"""Kielet: the languages people use with us, by themselves or through an interpreter; ISO 639 codes, as the letters know them."""

from django.utils.translation import pgettext_lazy

# Those in which our papers and letters are written.
WRITTEN = ("fi", "sv", "en")

LANGUAGES = {
    "fi": pgettext_lazy("language", "Finnish"),
    "sv": pgettext_lazy("language", "Swedish"),
    "am": pgettext_lazy("language", "Amharic"),
    "ar": pgettext_lazy("language", "Arabic"),
    "ckb": pgettext_lazy("language", "Sorani"),
    "en": pgettext_lazy("language", "English"),
    "es": pgettext_lazy("language", "Spanish"),
    "et": pgettext_lazy("language", "Estonian"),
    "fa": pgettext_lazy("language", "Persian"),
    "fr": pgettext_lazy("language", "French"),
    "kmr": pgettext_lazy("language", "Kurmanji"),
    "ku": pgettext_lazy("language", "Kurdish"),
    "pl": pgettext_lazy("language", "Polish"),
    "prs": pgettext_lazy("language", "Dari"),
    "ru": pgettext_lazy("language", "Russian"),
    "se": pgettext_lazy("language", "Northern Sami"),
    "so": pgettext_lazy("language", "Somali"),
    "sw": pgettext_lazy("language", "Swahili"),
    "ta": pgettext_lazy("language", "Tamil"),
    "th": pgettext_lazy("language", "Thai"),
    "ti": pgettext_lazy("language", "Tigrinya"),
    "tr": pgettext_lazy("language", "Turkish"),
    "uk": pgettext_lazy("language", "Ukrainian"),
    "vi": pgettext_lazy("language", "Vietnamese"),
    "zh": pgettext_lazy("language", "Chinese"),
}


def language_name(code: str) -> str:
    """The language in the reader's language; a code that is not known here is told as it is."""
    return str(LANGUAGES.get(code, code))


def languages_of(code: str) -> list[str]:
    """In which languages a letter is written to whoever uses the language: their own when we write it, else Finnish and English."""
    return [code] if code in WRITTEN else ["fi", "en"]


def paper_language(code: str) -> str:
    """The language of a paper that has only one."""
    return languages_of(code)[0]
