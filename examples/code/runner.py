"""Runs one answer against its tests, within bounds that it sets for itself before it reads the code. Started by tests.py alone.

It reports that it begins, and what came of the tests: lines that begin with a word that tests.py made up, so that what an answer prints is
no report.
"""
import json
import os
import sys

COMPUTING = 4
"""Seconds of computing; a process that goes on after them is ended by the system."""
MEMORY = 512 << 20
WRITTEN = 64 << 10
"""Bytes of a file, the report among them."""


def bound():
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (COMPUTING, COMPUTING + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))


def outcome(code, tests):
    names = {"__name__": "answer"}
    try:
        exec(compile(code, "answer", "exec"), names)
    except SyntaxError as e:
        return {"passed": False, "why": f"it is no Python: {e.msg}, line {e.lineno}"}
    except BaseException as e:
        return {"passed": False, "why": f"it fails when it is loaded: {type(e).__name__}"}
    for test in tests:
        try:
            true = bool(eval(compile(test, "test", "eval"), dict(names)))
        except BaseException as e:
            return {"passed": False, "why": f"{test} fails: {type(e).__name__}"}
        if not true:
            return {"passed": False, "why": f"{test} is not so"}
    return {"passed": True, "why": f"{len(tests)} of {len(tests)} tests pass"}


def main():
    given = json.load(sys.stdin)
    report = os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)

    def tell(told):
        os.write(report, ("\n" + given["said"] + json.dumps(told) + "\n").encode())

    try:
        bound()
    except (ImportError, OSError, ValueError) as e:
        tell({"unbounded": str(e)})
    else:
        tell({"begun": True})
        tell(outcome(given["code"], given["tests"]))
    os._exit(0)


main()
