#!/usr/bin/env python3
"""Trains the model of serve.py: counts which ending follows which last letters in the conversations of the lesson.

It starts from nothing each time, as `start: base` says, since each lesson holds what all rounds before accepted.
"""
import collections
import json
import os
import pathlib
import re
import sys

ENDINGS = [(0, "s"), (0, "es"), (1, "ies"), (1, "ves"), (2, "ves")]


def pairs():
    with open(pathlib.Path(os.environ["DIDACT_TRAIN"], "trl-messages", "train.jsonl"), encoding="utf-8") as lines:
        for line in lines:
            asked, answered = json.loads(line)["messages"]
            yield re.search(r"plural of (\w+)", asked["content"]).group(1), answered["content"].strip()


def main():
    counts = collections.defaultdict(collections.Counter)
    learned = 0
    for word, plural in pairs():
        for cut, ending in ENDINGS:
            if word[: len(word) - cut] + ending == plural:
                learned += 1
                for length in range(min(3, len(word)) + 1):
                    counts[word[len(word) - length :]][f"{cut}{ending}"] += 1
                break
    pathlib.Path(os.environ["DIDACT_OUTPUT"], "plurals.json").write_text(json.dumps(counts, sort_keys=True), encoding="utf-8")
    print(f"round {os.environ['DIDACT_ROUND']}: learned from {learned} answers", file=sys.stderr)


if __name__ == "__main__":
    main()
