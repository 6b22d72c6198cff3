#!/usr/bin/env python3
"""A rubric in Python: is an answer polite, and how much of it is in short sentences?

Didact writes one JSON object a line to standard input and reads one a line from standard output.
Whatever is for people goes to standard error.
"""
import json
import re
import sys

COURTESY = re.compile(r"\b(please|thank you|thanks|kindly|you are welcome)\b", re.IGNORECASE)


def polite(response):
    found = COURTESY.search(response)
    if not response.strip():
        return {"abstained": "the answer is empty"}
    if found is None:
        return {"level": "no", "evidence": [{"rationale": "no word of courtesy"}]}
    return {"level": "yes", "evidence": [{"quote": found.group(0), "rationale": "a word of courtesy"}]}


def plain(response, longest):
    sentences = [s for s in re.split(r"[.!?]+", response) if s.strip()]
    if not sentences:
        return {"abstained": "there are no sentences"}
    short = sum(len(s.split()) <= longest for s in sentences)
    return {"score": short / len(sentences)}


def main():
    longest = 12
    for line in sys.stdin:
        message = json.loads(line)
        if "open" in message:
            longest = int(message["config"].get("longest", longest))
            answer = {"ready": {"criteria": ["polite", "plain"]}}
        elif "grade" in message:
            response = message["grade"]["sample"]["response"]
            answer = {"id": message["id"], "done": {"polite": polite(response), "plain": plain(response, longest)}}
        else:
            return
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
