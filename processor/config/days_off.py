"""The days on which offices of a region are closed."""

from datetime import date

import holidays

# On these two the public service in Germany does not work either, and few others do.
CHRISTMAS_EVE, NEW_YEARS_EVE = (12, 24), (12, 31)


def days_off(region: str, years: range) -> frozenset[date]:
    """Public holidays of a region, by its code of ISO 3166-2 ("DE-NW"), in these years; raises ValueError where there is none such."""
    country, _, part = region.partition("-")
    try:
        found = holidays.country_holidays(country, subdiv=part or None, years=years)
    except NotImplementedError as error:  # by the library, of a country or part that it does not know
        raise ValueError(f"is not a region whose holidays are known: {region!r}; 'DE-NW' is one") from error
    return frozenset(found) | {date(year, *day) for year in years for day in (CHRISTMAS_EVE, NEW_YEARS_EVE)}
