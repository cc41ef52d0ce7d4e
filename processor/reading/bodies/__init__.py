"""The organisation from which the attendees come."""
