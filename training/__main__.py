"""Trains the models of the reader from the texts of this folder and from labelled inboxes.

    python -m training [--epochs N] [--without NAME,NAME] [--upon DIR [--only HEAD | --part P]] [--into DIR]
    python -m training --words [--without NAME,NAME] [--into DIR]

Takes the inboxes under tests/inboxes (but for those closed or put aside, which are only ever measured), training/study and training/texts,
and writes processor/reading/learned/network-*.npz, each network in a process of its own, or with --words
name-words.npz, which always begins anew. --without leaves inboxes out, to try
on them what was learned from the others; --upon goes on from the networks of a folder, where inboxes were added, with
--only in one head alone, where its labels were mended, or with --part 0.5 half the way from what they were to what they became.
Those of today learned twelve times from all inboxes but those of last_round.txt, then, upon that, four times from all that there were
then, eight and twelve times how people take part, when it had become right who writes, half of four times from all,
three times from all when names in other cases had become names, and at last, with 78 more inboxes, three quarters of four times from all:

    python -m training --without "$(paste -sd, training/last_round.txt)" --into FIRST
    python -m training --upon FIRST --epochs 4 --into SECOND
    python -m training --upon SECOND --only mode --epochs 8 --into THIRD
    python -m training --upon THIRD --only mode --into FOURTH
    python -m training --upon FOURTH --epochs 4 --part 0.5 --into FIFTH
    python -m training --upon FIFTH --epochs 3 --into SIXTH
    python -m training --upon SIXTH --epochs 4 --part 0.75

Of 960 closed mails the action was right in 806 after the first and in 820 after the second step, with 13 harmful readings each;
to begin anew with the added inboxes had made 18 of them. The third step, by then under other rules, made the mode right in 156
instead of 147 of 174 and left everything else as it was; four more rounds of all heads in its place had cost 7 seats and 4 bodies of 2,940 mails.
The fourth, unlike the third when that was made, learns upon a body that sees without noise, as it does when it reads: the mode is right in 518 instead of 515 of 583 of these mails.
Until the fifth step whoever bore the family name of somebody who came counted as coming: a tenth of the labels of the writer was wrong. Of 3,474 mails
closed and put aside the action is right in 3,073 instead of 3,071 with 84 harmful readings instead of 83, the mode in 677 instead of 669 of 754; the whole way it had been 3,087 with 92 harmful ones.
Until the sixth step a name of a label that stands in the text in another case ("Grzegorza Wilczka") was learned as none. Of the same mails the action
is right in 3,113 instead of 3,099, the mode in 701 instead of 691, with 79 harmful readings before and after; half the way it was 3,109 with 81.
Of 4,434 mails closed and put aside, a fifth of them new, the action is right in 3,937 instead of 3,896 after the seventh step, with 142 instead of 138
harmful readings; the whole way it was 3,938 with 149, half of it 3,928 with 144. Two rounds more had left it at 3,932 with 137; two rounds without the new inboxes had left what one network judges of unseen mails as it was.
Four more rounds, three quarters of the way, with another 144 inboxes were not kept: of 4,794 mails closed and put aside the action was right in 4,254 instead of 4,255,
with 143 harmful readings before and after, attendees in 2,311 instead of 2,300 of 2,584, and 290 instead of 276 went needlessly to staff. The words of names are learned from all of them.
"""

import argparse
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from processor.reading.network.judgement import HEADS
from training.material import train_from, train_words_from

WORDS = "name-words.npz"
LEARNED = Path(__file__).parent.parent / "processor" / "reading" / "learned"
SEEDS = (1, 2)
# One thread a network: its sums are then always made in the same order.
SINGLE = {"XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false", "OPENBLAS_NUM_THREADS": "1"}


def main() -> None:
    """Trains all networks, or the model of names, and says how large the networks are."""
    parser = argparse.ArgumentParser(prog="python -m training", description="Trains the networks of the reader.")
    parser.add_argument("--epochs", type=int, default=12, help="how often everything is shown (default: 12)")
    parser.add_argument("--without", default="", help="inboxes that are left out, with commas between them")
    parser.add_argument("--upon", type=Path, help="a folder with networks that go on learning")
    parser.add_argument("--only", default="", choices=("", *HEADS), help="the one head that learns, where all else stays as it is (with --upon)")
    parser.add_argument("--part", type=float, default=1.0, metavar="P", help="which part of the way from the networks gone on from to those that come of it is gone (with --upon; default: 1)")
    parser.add_argument("--into", type=Path, default=LEARNED, help="where the networks are written")
    parser.add_argument("--words", action="store_true", help="trains what tells names from other words, and none of the networks")
    arguments = parser.parse_args()
    left_out = frozenset(arguments.without.split(","))
    if arguments.words and (arguments.upon or arguments.only):
        parser.error("--words always begins anew, without --upon and --only")
    if arguments.only and not arguments.upon:
        parser.error("--only needs networks that it goes on from: name their folder with --upon")
    if arguments.part != 1 and not arguments.upon:
        parser.error("--part needs networks that it goes on from: name their folder with --upon")
    os.environ.update(SINGLE)
    if arguments.words:
        train_words_from(left_out, arguments.into / WORDS)
        return
    with ProcessPoolExecutor(len(SEEDS), mp_context=multiprocessing.get_context("spawn")) as pool:
        paths = {number: arguments.into / f"network-{number}.npz" for number in SEEDS}
        running = [pool.submit(train_from, left_out, path, seed, arguments.epochs, arguments.upon, arguments.only, arguments.part) for seed, path in paths.items()]
        for path, trained in zip(paths.values(), running, strict=True):
            trained.result()
            sys.stdout.write(f"{path.name}: {path.stat().st_size // 1024} kB\n")


if __name__ == "__main__":
    main()
