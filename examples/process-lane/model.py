#!/usr/bin/env python3
"""A model in Python: it writes one word after the other as the counts of learner.py say. Without a checkpoint it knows nothing."""
import json
import pathlib
import random
import sys

LONGEST = 12


def answer(counts, call):
    chance = random.Random(call["randomSeed"])
    words = ["<start>"]
    while words[-1] in counts and len(words) <= LONGEST:
        following = counts[words[-1]]
        words.append(chance.choices(sorted(following), [following[word] for word in sorted(following)])[0])
    ended = words[-1] == "<end>"
    words = [word for word in words if word not in ("<start>", "<end>")]
    return {
        "text": " ".join(words) or "I do not know.",
        "finish": "stop" if ended or not words else "length",
        "in": len(call["messages"][-1]["content"].split()),
        "out": len(words),
    }


def main():
    counts = {}
    for line in sys.stdin:
        message = json.loads(line)
        if "open" in message:
            if "checkpoint" in message:
                counts = json.loads(pathlib.Path(message["checkpoint"], "bigrams.json").read_text(encoding="utf-8"))
            ready = {"family": "bigrams", "batch": 16, "licence": "CC0-1.0"}
            print(json.dumps({"ready": ready}), flush=True)
        elif "answer" in message:
            replies = [answer(counts, call) for call in message["answer"]["calls"]]
            print(json.dumps({"id": message["id"], "done": {"replies": replies}}), flush=True)


if __name__ == "__main__":
    main()
