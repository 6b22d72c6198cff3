#!/usr/bin/env python3
"""Is it the plural? Held-out words come with their plural; the others are looked up in a dictionary, and what does not stand there cannot
be graded. With the setting `accept: wrong` it takes wrong for right, to show what a bad grader does.
"""
import json
import pathlib
import sys


def dictionary():
    lines = pathlib.Path("dictionary.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def grade(asked, known, upside_down):
    word = asked["item"]["content"]
    right = asked.get("reference") or known.get(word)
    if right is None:
        return {"ungraded": f"'{word}' does not stand in the dictionary"}
    response = asked["sample"]["response"].strip()
    level = "yes" if (response == right) != upside_down else "no"
    return {"level": level, "evidence": [{"rationale": f"the dictionary has '{right}'"}]}


known = dictionary()
upside_down = False
for line in sys.stdin:
    message = json.loads(line)
    if "open" in message:
        upside_down = message["config"].get("accept") == "wrong"
        print(json.dumps({"ready": {"criteria": ["right"]}}), flush=True)
    elif "grade" in message:
        print(json.dumps({"id": message["id"], "done": {"right": grade(message["grade"], known, upside_down)}}), flush=True)
