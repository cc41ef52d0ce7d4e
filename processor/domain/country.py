"""The country in which telephone numbers without a prefix are dialled."""

# By the time zone of the office; elsewhere numbers are German.
_BY_TIMEZONE = {"Europe/Vienna": "AT", "Europe/Zurich": "CH", "Europe/Vaduz": "LI", "Europe/Luxembourg": "LU", "Europe/Brussels": "BE", "Europe/Rome": "IT"}
GERMANY = "DE"


def country_of(timezone: str) -> str:
    """The ISO 3166 code of the country with this time zone (IANA)."""
    return _BY_TIMEZONE.get(timezone, GERMANY)
