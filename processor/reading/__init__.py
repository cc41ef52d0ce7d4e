"""Text to Request: what a mail asks for, with the words that it was read from; no input or output, no clock, no log.

A mail is told apart in `letter`; `network` judges its words; `people`, `bodies`, `options` and `events` hold what is known of each of these;
`purpose` tells what the mail as a whole wants, and `reader` puts it all together. What words mean stands in `lexicon`.
"""
