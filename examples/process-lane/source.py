#!/usr/bin/env python3
"""A source in Python: questions with their answers from a file of JSON lines.

Every item is asked for by its number, so nothing has to be kept between two of them. What the items are drawn for decides
which lines they come from: starting data, training and the held-out set have no line in common.
"""
import json
import sys

PART = {"starting": 0, "anchor": 0, "training": 1, "held-out": 2}


def item(row, path):
    return {
        "id": row["id"],
        "content": row["question"],
        "key": row["answer"],
        "sources": [{
            "document": row["id"],
            "text": row["question"] + "\n" + row["answer"],
            "method": "file",
            "uri": path,
            "licence": "CC0-1.0",
            "evidence": "written for this example",
        }],
    }


def main():
    for line in sys.stdin:
        message = json.loads(line)
        if "open" in message:
            path = message["config"]["path"]
            with open(path, encoding="utf-8") as lines:
                rows = [json.loads(row) for row in lines]
            print(json.dumps({"ready": {}}), flush=True)
        elif "next" in message:
            part = rows[PART[message["next"]["draw"]["purpose"]]::3]
            index = message["next"]["index"]
            done = {"item": item(part[index], path)} if index < len(part) else {"end": True}
            print(json.dumps({"id": message["id"], "done": done}), flush=True)


if __name__ == "__main__":
    main()
