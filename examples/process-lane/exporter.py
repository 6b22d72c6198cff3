#!/usr/bin/env python3
"""An exporter in Python: the accepted answers as a table of comma-separated values."""
import csv
import json
import os
import pathlib


def main():
    written = 0
    skipped = {}
    target = pathlib.Path(os.environ["DIDACT_OUTPUT"], "accepted.csv")
    with open(os.environ["DIDACT_DATA"], encoding="utf-8") as rows, open(target, "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["ref", "question", "answer", "licence"])
        for line in rows:
            row = json.loads(line)
            if row["verdict"] == "accepted":
                table.writerow([row["ref"], row["prompt"], row["response"], row["licence"]])
                written += 1
            else:
                skipped[row["verdict"]] = skipped.get(row["verdict"], 0) + 1
    print(json.dumps({"receipt": {
        "files": [{"file": target.name, "samples": written}],
        "skipped": [{"reason": reason, "samples": count} for reason, count in sorted(skipped.items())],
    }}))


if __name__ == "__main__":
    main()
