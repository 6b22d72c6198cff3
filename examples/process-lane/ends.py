#!/usr/bin/env python3
"""A rubric with one criterion: does the answer end as a sentence does?"""
import json
import sys


def ends(response):
    level = "yes" if response.rstrip().endswith((".", "!", "?")) else "no"
    return {"level": level, "evidence": [{"quote": response[-10:], "rationale": "how it ends"}]}


for line in sys.stdin:
    message = json.loads(line)
    if "open" in message:
        print(json.dumps({"ready": {"criteria": ["ends"]}}), flush=True)
    elif "grade" in message:
        response = message["grade"]["sample"]["response"]
        print(json.dumps({"id": message["id"], "done": {"ends": ends(response)}}), flush=True)
