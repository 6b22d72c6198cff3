#!/usr/bin/env python3
"""Turns a lesson into files that trainers read, has TRAINER train on them, and names the new checkpoint.

sft.jsonl holds the accepted answers and the given examples, dpo.jsonl the pairs: a prompt with a chosen and a rejected answer. TRAINER
is a command that takes the folder of these files, the name of the model to start from and that of the new one, and has the endpoint
serve it under that name. Without TRAINER nothing is trained: the name alone is new.
"""
import json
import os
import pathlib
import subprocess
import sys


def rows(name):
    with open(os.environ[name], encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def write(path, records):
    with open(path, "w", encoding="utf-8") as out:
        count = 0
        for record in records:
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    return count


def main():
    data = pathlib.Path("lesson")
    data.mkdir(exist_ok=True)
    accepted = [row for row in rows("DIDACT_DATA") if row["verdict"] == "accepted"]
    examples = list(rows("DIDACT_ANCHORS"))
    sft = write(data / "sft.jsonl", ({"prompt": row["prompt"], "completion": row["response"]} for row in examples + accepted))
    dpo = write(
        data / "dpo.jsonl",
        (
            {"prompt": pair["chosen"]["prompt"], "chosen": pair["chosen"]["response"], "rejected": pair["rejected"]["response"]}
            for pair in rows("DIDACT_PAIRS")
        ),
    )
    start = os.environ["DIDACT_BASE"] or "the model of the recipe"
    name = f"support-8b-r{os.environ['DIDACT_ROUND']}"
    print(f"{sft} answers and {dpo} pairs on top of {start}: {name}", file=sys.stderr)
    if os.environ.get("TRAINER"):
        subprocess.run([os.environ["TRAINER"], str(data), start, name], check=True, stdout=sys.stderr)
    print(json.dumps({"checkpoint": name}))


if __name__ == "__main__":
    main()
