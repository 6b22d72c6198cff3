#!/usr/bin/env python3
"""A rubric that runs code: does the function in an answer pass the tests of its problem?

The tests are expressions, one a line, that must be true: the column `tests` of a problem, its key where it is measured. Each answer runs
in a process of its own, with bounds on computing time, memory, what it writes and how long it may take, in an empty folder without the
variables of this process, and without a network where the system can take it away (Linux with user namespaces); where it cannot, the
evidence says so. It is no sandbox against an attacker: the code runs as the user and can read that user's files.

Wrong answers and broken tests are told apart. An answer that fails, crashes or computes for too long is wrong. Where the tests could
not be run, it is ungraded: nobody knows what it is worth.
"""
import json
import os
import pathlib
import re
import secrets
import signal
import subprocess
import sys
import tempfile

RUNNER = pathlib.Path(__file__).resolve().parent / "runner.py"
FENCED = re.compile(r"^ {0,3}```[ \t]*[\w+-]*[ \t]*\n(.*?)^ {0,3}```[ \t]*$", re.DOTALL | re.MULTILINE)
PATIENCE = 30
"""Seconds by the clock. A busy machine may need them; an answer that computes is stopped much earlier, by the bound of runner.py."""


def code_of(response):
    """The last block between ``` lines, else all of it."""
    blocks = FENCED.findall(response.replace("\r\n", "\n"))
    return blocks[-1] if blocks else response


def without_network():
    """What to put before a command so that it has no network, or nothing where the system does not offer it."""
    cut = ["unshare", "--map-root-user", "--net"]
    try:
        done = subprocess.run(cut + ["true"], stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
        return cut if done.returncode == 0 else []
    except (OSError, subprocess.TimeoutExpired):
        return []


def run(code, tests, cut):
    """What came of the tests in a process of their own: its exit code, and what it reported."""
    said = secrets.token_hex(16)
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as report:
        child = subprocess.Popen(
            cut + [sys.executable, "-I", "-S", "-B", str(RUNNER)],
            stdin=subprocess.PIPE, stdout=report, stderr=subprocess.DEVNULL,
            cwd=folder, env={}, start_new_session=True,
        )
        try:
            child.communicate(json.dumps({"said": said, "code": code, "tests": tests}).encode(), timeout=PATIENCE)
        finally:
            try:
                os.killpg(child.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            child.wait()
        report.seek(0)
        lines = report.read().decode("utf-8", "replace").splitlines()
        return child.returncode, [json.loads(line[len(said):]) for line in lines if line.startswith(said)]


def yes_or_no(level, why):
    return {"level": level, "evidence": [{"rationale": why}]}


def grade(question, cut):
    tests = question.get("reference") or question["item"]["columns"].get("tests", "")
    tests = [line for line in tests.splitlines() if line.strip()]
    if not tests:
        return {"ungraded": "the problem has no tests"}
    for test in tests:
        try:
            compile(test, "test", "eval")
        except (SyntaxError, ValueError) as e:
            return {"ungraded": f"the test {test!r} is no expression: {e}"}
    code = code_of(question["sample"]["response"])
    if not code.strip():
        return yes_or_no("no", "there is no code")
    try:
        status, reports = run(code, tests, cut)
    except subprocess.TimeoutExpired:
        return {"ungraded": f"the tests did not end within {PATIENCE} s, and did not use up their computing time"}
    except OSError as e:
        return {"ungraded": f"the tests could not be started: {e}"}
    if not reports:
        return {"ungraded": f"the tests could not be started (exit {status})"}
    if "unbounded" in reports[0]:
        return {"ungraded": f"this system does not bound a process: {reports[0]['unbounded']}"}
    network = "without a network" if cut else "with the network within its reach"
    if len(reports) > 1:
        return yes_or_no("yes" if reports[1]["passed"] else "no", f"{reports[1]['why']}; {network}")
    if status == -signal.SIGKILL:
        return {"ungraded": "the tests were ended from outside"}
    why = "it computes for too long" if status == -signal.SIGXCPU else f"it ends the tests before they are over (exit {status})"
    return yes_or_no("no", f"{why}; {network}")


def main():
    cut = []
    for line in sys.stdin:
        message = json.loads(line)
        if "open" in message:
            cut = without_network()
            if not cut:
                print("code runs with the network within its reach: there is no `unshare` that may cut it", file=sys.stderr)
            answer = {"ready": {"criteria": ["passes"]}}
        elif "grade" in message:
            answer = {"id": message["id"], "done": {"passes": grade(message["grade"], cut)}}
        else:
            return
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
