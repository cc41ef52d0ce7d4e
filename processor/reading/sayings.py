"""Turns of phrase that tell who is meant: the writer, somebody else, or somebody in whose place another comes."""

import re

from processor.reading.lexicon import one_of, pattern

FIRST_PERSON = pattern("sayings", "first_person")
REGISTERS_OTHERS = pattern("sayings", "registers_others")
COMES_MYSELF = pattern("sayings", "comes_myself")
NOT_MYSELF = pattern("sayings", "not_myself")
IN_PLACE = pattern("sayings", "in_place")
OF_ONESELF = pattern("sayings", "of_oneself")
ONLY_OTHERS = pattern("sayings", "only_others")
ASSISTANT = re.compile(rf"^\W*(?:{one_of('sayings', 'assistant')})(?:\s+|$)")
REPLACED = re.compile(rf"(?:{one_of('sayings', 'replaced')})\s+(?:\w+\.?\s+){{0,2}}$")
INTRODUCED = re.compile(rf"(?:{one_of('sayings', 'introduced')})\s*")
BESIDE_WRITER = pattern("sayings", "beside_writer")
# An earlier registration is spoken of: without one there is nothing to change.
EARLIER = pattern("sayings", "earlier")
CORRECTS = pattern("sayings", "corrects")
COMES_LATE = pattern("sayings", "comes_late")
ONLY_IF = pattern("sayings", "only_if")
