#!/usr/bin/env python3
"""Turns a lesson into a file that trainers read, has TRAINER train on it, and names the new checkpoint.

sft.jsonl holds the answers that passed their tests: `prompt` and `completion`. TRAINER is a program that takes the folder of this file,
the name of the model to start from and that of the new one, and has the endpoint serve it under that name when it ends. Without TRAINER
nothing is trained: the endpoint is asked for the new name all the same. The name holds the round and a part of the hash of what is learned.
"""
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile


def accepted():
    with open(os.environ["DIDACT_DATA"], encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["verdict"] == "accepted":
                yield {"prompt": row["prompt"], "completion": row["response"]}


def main():
    start = os.environ["DIDACT_BASE"]
    trainer = os.environ.get("TRAINER", "")
    with tempfile.TemporaryDirectory() as folder:
        examples = list(accepted())
        data = "".join(json.dumps(example, ensure_ascii=False) + "\n" for example in examples).encode()
        pathlib.Path(folder, "sft.jsonl").write_bytes(data)
        name = f"coder-r{os.environ['DIDACT_ROUND']}-{hashlib.sha256(start.encode() + data).hexdigest()[:8]}"
        print(f"{len(examples)} answers on top of {start or 'the model of the recipe'}: {name}", file=sys.stderr)
        if trainer:
            subprocess.run([trainer, folder, start, name], check=True, stdout=sys.stderr)
        else:
            print("nothing is trained: TRAINER names no program", file=sys.stderr)
    print(json.dumps({"checkpoint": name}))


if __name__ == "__main__":
    main()
