"""Which options of an event, such as workshops, a mail picks."""
