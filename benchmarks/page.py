#!/usr/bin/env python3
"""Puts what a command printed into its marked part of a page.

    losskit bench | benchmarks/page.py docs/performance.md bench --code

A part lies between the lines <!-- measured: NAME --> and <!-- end of NAME -->. With --code it becomes a block of code.
"""
import argparse
import pathlib
import sys


def fill(page, name, text):
    """Replaces a marked part."""
    begin, end = f"<!-- measured: {name} -->\n", f"<!-- end of {name} -->\n"
    old = page.read_text(encoding="utf-8")
    if begin not in old or end not in old:
        sys.exit(f"{page} has no part between '{begin.strip()}' and '{end.strip()}'.")
    head, rest = old.split(begin, 1)
    page.write_text(f"{head}{begin}\n{text.strip()}\n\n{end}{rest.split(end, 1)[1]}", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", type=pathlib.Path)
    parser.add_argument("name")
    parser.add_argument("--code", action="store_true")
    options = parser.parse_args()
    text = sys.stdin.read()
    if not text.strip():
        sys.exit(f"There is nothing to put into '{options.name}' of {options.page}: the command before printed nothing.")
    fill(options.page, options.name, f"```text\n{text.rstrip()}\n```" if options.code else text)


if __name__ == "__main__":
    main()
