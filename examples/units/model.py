#!/usr/bin/env python3
"""Two models in Python: one knows all units, the other believes that a day has ten hours and an hour a hundred minutes."""
import json
import re
import sys

FACTORS = {"metres": 100, "hours": 60, "days": 24, "kilograms": 1000}
DECIMAL = {"metres": 100, "hours": 100, "days": 10, "kilograms": 1000}
QUESTION = re.compile(r"are (\d+) (\w+)\?")


def answer(factors, call):
    asked = QUESTION.search(call["messages"][-1]["content"])
    text = str(int(asked.group(1)) * factors[asked.group(2)]) if asked else "I do not know."
    return {"text": text, "finish": "stop", "in": 8, "out": 1}


def main():
    factors = DECIMAL if sys.argv[1] == "decimal" else FACTORS
    for line in sys.stdin:
        message = json.loads(line)
        if "open" in message:
            ready = {"family": sys.argv[1], "batch": 16, "licence": "CC0-1.0"}
            print(json.dumps({"ready": ready}), flush=True)
        elif "answer" in message:
            replies = [answer(factors, call) for call in message["answer"]["calls"]]
            print(json.dumps({"id": message["id"], "done": {"replies": replies}}), flush=True)


if __name__ == "__main__":
    main()
