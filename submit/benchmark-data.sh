#!/usr/bin/env bash
# How fast pictures become batches on this machine, beside torchvision and Pillow where they are.
#
#   submit/benchmark-data.sh [DECODE_THROUGHPUT.py [FOLDER_OF_JPEGS]]
#
# DECODE_THROUGHPUT.py FOLDER prints one line of JSON with trainImagesPerSecond (decode, random-resized-crop to 224, flip,
# normalize) and evaluationImagesPerSecond (resize to 256, center crop of 224) of one thread. It runs with $PYTHON
# (python3) if that has torch and Pillow, in turn with ours, never at the same time, on the same files: those of
# FOLDER_OF_JPEGS, else synthetic ones of 500x375 and 1024x768 pixels. Its number is the best of three passes over the
# files; ours is the best of PASSES (20), each over at least 128 random crops, because a virtual machine compiles loops
# while they run; files have entry points beside them, as `prepare` stores them. Both are medians over ROUNDS (3) processes.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
peer=${1:-}
folder=${2:-}
python=${PYTHON:-python3}
rounds=${ROUNDS:-3}
passes=${PASSES:-20}

train='[{type=random-resized-crop,size=224,area=[0.08,1],aspect=[0.75,1.3333333333333333]},{type=flip,probability=0.5}]'
evaluation='[{type=resize,shorter-side=256},{type=center-crop,size=224}]'

for file in "$peer" "$folder"; do
  if [ -n "$file" ] && [ ! -e "$file" ]; then
    echo "$file: not there; give the script to compare with and a folder of JPEG files, or nothing" >&2
    exit 2
  fi
done
if [ -n "$peer" ] && ! "$python" -c 'import torch, PIL' 2>/dev/null; then
  echo "$python has no torch and Pillow: they are left out; point PYTHON at a Python that has them" >&2
  peer=
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# run FILE COMMAND...: appends the last line that the command prints to FILE.
run() {
  local file=$results/$1
  shift
  if ! "$@" >"$results/output" 2>"$results/errors"; then
    cat "$results/errors" >&2
    echo "failed: $*" >&2
    exit 1
  fi
  tail -n 1 "$results/output" >>"$file"
}

# ours FILE SETTING...: one process of ours, with one decode thread.
ours() {
  local file=$1
  shift
  run "$file" "$home/submit/local.sh" benchmark data data.decode-threads=1 data.micro-batch=16 \
    "benchmark.steps=$passes" "$@"
}

# measure ROW FILES: one round of ours and of the peer's.
measure() {
  ours "$1.train" "benchmark.files=$2" "benchmark.pictures=$1" "augment.train=$train"
  ours "$1.scaled" "benchmark.files=$2" "benchmark.pictures=$1" "augment.train=$train" augment.decode=scaled
  ours "$1.evaluation" "benchmark.files=$2" "benchmark.pictures=$1" "augment.train=$evaluation"
  if [ -n "$peer" ]; then
    run "$1.peer" "$python" "$peer" "$2"
  fi
}

# median FILE FIELD: over the lines of the file; nothing if there is no such file or field.
median() {
  [ -f "$results/$1" ] || return 0
  sed -n "s/.*\"$2\": *\([0-9.eE+-]*\).*/\1/p" "$results/$1" | sort -g | awk '
    { value[NR] = $1 }
    END { if (NR > 0) print NR % 2 ? value[(NR + 1) / 2] : (value[NR / 2] + value[NR / 2 + 1]) / 2 }'
}

# report TITLE OURS PEER FIELD: one line of the table.
report() {
  echo "$1|$(median "$2" bestImagesPerSecondOfOneThread)|$(median "$2" peakMegabytes)|$(median "$3" "$4")" |
    awk -F '|' '{
      if ($4 == "") printf "%-34s %10.1f %9.0f\n", $1, $2, $3
      else printf "%-34s %10.1f %9.0f %12.1f %6.2f\n", $1, $2, $3, $4, $2 / $4
    }'
}

rows=(jpeg-500x375 jpeg-1024x768)
[ -z "$folder" ] || rows=(jpeg-500x375)
for round in $(seq "$rounds"); do
  echo "round $round of $rounds" >&2
  for row in "${rows[@]}"; do
    measure "$row" "${folder:-$results/$row}"
  done
  ours raw benchmark.pictures=raw-32x32
done

echo "images/s of one thread, medians of $rounds rounds in turn"
printf '%-34s %10s %9s' "" images/s MB
[ -z "$peer" ] || printf ' %12s %6s' torchvision ratio
echo
for row in "${rows[@]}"; do
  title=$(basename "${folder:-$row}")
  report "$title, train" "$row.train" "$row.peer" trainImagesPerSecond
  report "$title, train, scaled" "$row.scaled" "$row.peer" trainImagesPerSecond
  report "$title, evaluation" "$row.evaluation" "$row.peer" evaluationImagesPerSecond
done
report "raw 32x32, train" raw none none
