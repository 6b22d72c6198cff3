#!/usr/bin/env python3
"""A rubric: is the one number of an answer the right one? An answer of several numbers, or of none, is wrong."""
import json
import re
import sys

NUMBER = re.compile(r"\d[\d,]*")


def number(grade):
    found = NUMBER.findall(grade["sample"]["response"])
    right = len(found) == 1 and found[0].replace(",", "") == grade["reference"]
    return {"level": "yes" if right else "no", "evidence": [{"rationale": ", ".join(found) or "no number"}]}


def main():
    for line in sys.stdin:
        message = json.loads(line)
        if "open" in message:
            print(json.dumps({"ready": {"criteria": ["number"]}}), flush=True)
        elif "grade" in message:
            print(json.dumps({"id": message["id"], "done": {"number": number(message["grade"])}}), flush=True)


if __name__ == "__main__":
    main()
