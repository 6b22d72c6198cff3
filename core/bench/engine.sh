#!/usr/bin/env bash
# Figures of a run against a mock endpoint on loopback: CPU per sample, samples per second, run time over the greedy
# schedule, memory. Each is that of the whole process, measured from outside.
#
#   engine.sh DISTRIBUTION HARNESS [ROW...]
#
# DISTRIBUTION  the folder of a built distribution: shell/target/didact
# HARNESS       a folder with mockllm.c, measure.py and makespan.py
# ROW           cpu, rate, time, memory; all of them if none is named
#
# SMALL and LARGE (20000, 60000) are the sizes of cpu, MOST (1000000) is the larger one of memory, PORT (8471) is where
# the mock listens. Needs a C compiler and Python 3. Results are only worth something on a machine that does nothing else;
# a line whose other_cpu_share is above 0.2 tells nothing about time.
set -euo pipefail

if [ $# -lt 2 ]; then
  sed -n '2,/^set/p' "$0" | sed '$d; s/^# \{0,1\}//' >&2
  exit 2
fi
distribution=$(cd "$1" && pwd)
harness=$(cd "$2" && pwd)
shift 2
rows=${*:-cpu rate time memory}
small=${SMALL:-20000}
large=${LARGE:-60000}
most=${MOST:-1000000}
port=${PORT:-8471}

work=$(mktemp -d)
mock=
trap '[ -z "$mock" ] || kill "$mock"; rm -rf "$work"' EXIT
cc -O2 -pthread -o "$work/mockllm" "$harness/mockllm.c" -lm
"$work/mockllm" --port "$port" --threads 1 > "$work/mockllm.log" 2>&1 &
mock=$!
until curl -sf "http://127.0.0.1:$port/stats" > "$work/stats.json"; do
  kill -0 "$mock" || { cat "$work/mockllm.log" >&2; exit 1; }
done

# run N LATENCY: measures one run of N samples and prints the line of the harness, which stays in $line.
run() {
  python3 -c 'import sys
for i in range(int(sys.argv[1])):
    print("{\"id\": \"p%d\", \"prompt\": \"Question %d: what is made of %d parts, and why?\"}" % (i, i, i * 7 % 1000))' \
    "$1" > "$work/prompts.jsonl"
  rm -rf "$work/workspace"
  mkdir "$work/workspace"
  line=$(cd "$work/workspace" && python3 "$harness/measure.py" --mock "$port" --label "$1 $2" --n "$1" --conc 1000 \
    --latency "$2" -- "$distribution/bin/didact" run "$distribution/examples/endpoint-throughput/recipe.yaml" \
    --set "models.writer.with.base-url=http://127.0.0.1:$port/v1" --set "sources.0.with.path=$work/prompts.jsonl" \
    --set flow.in-flight=1000 -o jsonl)
  echo "$line"
}

# figure NAME EXPRESSION LINE...: prints what comes out of the expression, in which a and b are the lines.
figure() {
  python3 -c 'import json, sys
lines = dict(zip("ab", map(json.loads, sys.argv[3:])))
print("%s: %s" % (sys.argv[1], eval(sys.argv[2], {}, lines)))' "$@"
}

for row in $rows; do
  case $row in
    cpu)
      run "$small" fixed:50
      first=$line
      run "$large" fixed:50
      figure "CPU us per sample, slope $small to $large" \
        'round((b["cpu_s"] - a["cpu_s"]) / (b["n"] - a["n"]) * 1e6)' "$first" "$line"
      ;;
    rate)
      run 10000 fixed:50
      figure "samples per second, whole process" 'a["samples_s"]' "$line"
      ;;
    time)
      run 20000 lognormal:800,0.5
      python3 "$harness/makespan.py" 20000 1000 800 0.5
      figure "seconds from the first request to the last answer" 'a["span_s"]' "$line"
      ;;
    memory)
      run 10000 fixed:0
      first=$line
      run "$most" fixed:0
      figure "peak memory in MB, 10000 and $most samples" '(a["rss_mb"], b["rss_mb"])' "$first" "$line"
      ;;
    *)
      echo "there is no row '$row'; there are cpu, rate, time, memory" >&2
      exit 2
      ;;
  esac
done
