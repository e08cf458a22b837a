#!/usr/bin/env python3
"""Reads a picture of the screen as a person does: by its words (tesseract).

  see.py words PICTURE AREA            prints all words, line by line
  see.py where PICTURE AREA TEXT       prints "X Y", the middle of the first place where TEXT stands in one line

An AREA is WIDTHxHEIGHT+X+Y; places are those of the whole picture.
Exits 1 if the text is not there.
"""

import csv
import io
import os
import re
import subprocess
import sys
import tempfile

ENLARGED = 3  # small letters are read surely from about 30 pixels on
ALIKE = re.compile(r"[il1|!]")  # too thin to tell apart, and sometimes not seen at all


def plain(text):
    return ALIKE.sub("", re.sub(r"[^a-z0-9@:/|!]+", "", text.lower())).replace("0", "o")


# How tesseract looks: for scattered words, then as at one block of text.
LOOKS = ("11", "6")

# What differs from the ground around it, dark on white: so light words on dark buttons, and grey ones, are read, too.
WORDS_ONLY = ("( +clone -statistic Median 21x21 ) -compose difference -composite -negate -level 45%,97%").split()


def read(picture, area, look):
    """All words as (line, left, top, width, height, text), in pixels of the picture."""
    left, top = (int(number) for number in area.split("+")[1:])
    found = []
    with tempfile.NamedTemporaryFile(suffix=".png") as large:
        subprocess.run(
            ["convert", picture, "-crop", area, "+repage", "-colorspace", "Gray", *WORDS_ONLY, "-resize",
             f"{ENLARGED * 100}%", large.name],
            check=True)
        table = subprocess.run(
            ["tesseract", large.name, "-", "--psm", look, "--dpi", "220", "tsv"],
            check=True, capture_output=True, text=True, env=os.environ | {"OMP_THREAD_LIMIT": "1"}).stdout
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"].strip():
            x, y, width, height = (int(row[key]) // ENLARGED for key in ("left", "top", "width", "height"))
            line = (row["block_num"], row["par_num"], row["line_num"])
            found.append((line, left + x, top + y, width, height, row["text"]))
    return found


def words(picture, area):
    for look in LOOKS:
        before = None
        for line, _, _, _, _, text in read(picture, area, look):
            print("\n" if before not in (None, line) else " " if before else "", end="")
            print(text, end="")
            before = line
        print()


def where(picture, area, text):
    for look in LOOKS:
        place = find(read(picture, area, look), plain(text))
        if place:
            print(*place)
            return
    sys.exit(1)


def find(found, wanted):
    for exactly in (True, False):  # a picture beside a word may be read as a letter
        for start, first in enumerate(found):
            text = ""
            for last in found[start:]:
                if last[0] != first[0] or len(text) > len(wanted) + 20:
                    break
                text += plain(last[5])
                if text == wanted or (not exactly and len(wanted) > 5 and text.endswith(wanted)):
                    return (first[1] + last[1] + last[3]) // 2, (first[2] + last[2] + last[4]) // 2
    return None


if __name__ == "__main__":
    {"words": words, "where": where}[sys.argv[1]](*sys.argv[2:])
