#!/usr/bin/env python3
"""Serves a small model of English plurals as an OpenAI-compatible endpoint.

The model turns a word into its plural by one of a few endings. How likely each is depends on the last letters of the word, by the counts
that train.py made; without a checkpoint all are equally likely. Didact says where to listen (DIDACT_PORT) and what to load
(DIDACT_CHECKPOINT).
"""
import http.server
import json
import os
import pathlib
import random
import re

ENDINGS = [(0, "s"), (0, "es"), (1, "ies"), (1, "ves"), (2, "ves")]
BELIEF = 0.05  # how often each ending counts as seen before anything was learned


def load():
    folder = os.environ["DIDACT_CHECKPOINT"]
    return json.loads(pathlib.Path(folder, "plurals.json").read_text(encoding="utf-8")) if folder else {}


def weights(counts, word):
    """How often each ending was seen behind the longest last letters that are known."""
    for length in (3, 2, 1, 0):
        seen = counts.get(word[len(word) - length :])
        if seen and len(word) >= length:
            return [seen.get(f"{cut}{ending}", 0) + BELIEF for cut, ending in ENDINGS]
    return [BELIEF for _ in ENDINGS]


def plural(counts, word, temperature, seed):
    chosen = random.Random(f"{seed} {word}")
    if temperature > 0:
        sharper = [weight ** (1 / temperature) for weight in weights(counts, word)]
        cut, ending = chosen.choices(ENDINGS, sharper)[0]
    else:
        known = weights(counts, word)
        cut, ending = chosen.choice([pair for pair, weight in zip(ENDINGS, known) if weight == max(known)])
    return word[: len(word) - cut] + ending


class Endpoint(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    counts = load()

    def do_GET(self):
        self.say({"status": "ready"})

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        text = asked["messages"][-1]["content"]
        word = re.search(r"plural of (\w+)", text).group(1)
        answer = plural(self.counts, word, asked.get("temperature", 0), asked.get("seed", 0))
        self.say(
            {
                "model": asked["model"],
                "choices": [{"message": {"role": "assistant", "content": answer}, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": len(text.split()), "completion_tokens": 1},
            }
        )

    def say(self, body):
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["DIDACT_PORT"])), Endpoint).serve_forever()
