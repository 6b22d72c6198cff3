#!/usr/bin/env python3
"""A generator in Python: it asks the model for three drafts of an answer and keeps the one with the most different words.

It asks by a line, and gets the replies with the next one. What it must know then, it puts into `state`.
"""
import json
import sys

DRAFTS = 3


def ask(job):
    prompt = job["item"]["content"]
    request = {"messages": [{"role": "user", "content": prompt}], "temperature": 1.0}
    return {"ask": [request] * DRAFTS, "state": {"prompt": prompt}}


def choose(prompt, replies):
    drafts = [reply["text"] for reply in replies if "text" in reply]
    if not drafts:
        return {"fault": {"kind": "permanent", "message": "no draft came back: " + replies[0]["failed"]}}
    best = max(drafts, key=lambda draft: len(set(draft.split())))
    return {"done": {"samples": [{"prompt": prompt, "response": best, "columns": {"drafts": str(len(drafts))}}]}}


def main():
    for line in sys.stdin:
        message = json.loads(line)
        if "open" in message:
            print(json.dumps({"ready": {}}), flush=True)
        elif "generate" in message:
            print(json.dumps({"id": message["id"], **ask(message["generate"])}), flush=True)
        elif "replies" in message:
            answer = choose(message["state"]["prompt"], message["replies"])
            print(json.dumps({"id": message["id"], **answer}), flush=True)


if __name__ == "__main__":
    main()
