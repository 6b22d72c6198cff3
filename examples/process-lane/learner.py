#!/usr/bin/env python3
"""A learner in Python: a bigram model of the words in the accepted answers.

It learns what DIDACT_DATA and DIDACT_ANCHORS hold, on top of the counts of the checkpoint in DIDACT_BASE, and leaves its counts in
DIDACT_OUTPUT. The files there are the checkpoint. The same lesson gives the same bytes.
"""
import json
import os
import pathlib
import sys


def rows(name):
    with open(os.environ[name], encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def learn(counts, response):
    words = ["<start>"] + response.split() + ["<end>"]
    for first, second in zip(words, words[1:]):
        following = counts.setdefault(first, {})
        following[second] = following.get(second, 0) + 1


def main():
    counts = {}
    if os.environ["DIDACT_BASE"]:
        counts = json.loads(pathlib.Path(os.environ["DIDACT_BASE"], "bigrams.json").read_text(encoding="utf-8"))
    learned = 0
    for row in rows("DIDACT_ANCHORS"):
        learn(counts, row["response"])
        learned += 1
    for row in rows("DIDACT_DATA"):
        if row["verdict"] == "accepted":
            learn(counts, row["response"])
            learned += 1
    print(f"round {os.environ['DIDACT_ROUND']}: {learned} texts, {len(counts)} words", file=sys.stderr)
    output = pathlib.Path(os.environ["DIDACT_OUTPUT"], "bigrams.json")
    output.write_text(json.dumps(counts, sort_keys=True), encoding="utf-8")
    print(json.dumps({"checkpoint": os.environ["DIDACT_OUTPUT"]}))


if __name__ == "__main__":
    main()
