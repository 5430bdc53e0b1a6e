#!/usr/bin/env bash
# Training and inference throughput of this machine, beside PyTorch's where there is one.
#
#   submit/benchmark-compute.sh [TRAIN_THROUGHPUT.py]
#
# TRAIN_THROUGHPUT.py NETWORK --batch N --steps N [--channels-last] prints one line of JSON with imagesPerSecond,
# inferenceImagesPerSecond and peakMegabytes, and computes with OMP_NUM_THREADS threads. It runs with $PYTHON (python3)
# if that has torch, in turn with ours, never at the same time; of its two memory formats the better one counts.
# Numbers are medians over ROUNDS (3) processes of STEPS (6) steps each, with THREADS (all cores) threads.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
peer=${1:-}
python=${PYTHON:-python3}
rounds=${ROUNDS:-3}
steps=${STEPS:-6}
threads=${THREADS:-$(getconf _NPROCESSORS_ONLN)}

if [ -n "$peer" ] && [ ! -f "$peer" ]; then
  echo "$peer: no such file; give the PyTorch script to compare with, or nothing" >&2
  exit 2
fi
if [ -n "$peer" ] && ! "$python" -c 'import torch' 2>/dev/null; then
  echo "$python has no torch: PyTorch is left out; point PYTHON at a Python that has it" >&2
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

# measure ROW THREADS ARCHITECTURE DEPTH BATCH: one round of ours and of PyTorch's.
measure() {
  local row=$1 architecture=$3 depth=$4 batch=$5
  export OMP_NUM_THREADS=$2
  run "$row.ours" "$home/submit/local.sh" benchmark compute "model.architecture=$architecture" "model.depth=$depth" \
    model.stride-in=conv3x3 "data.micro-batch=$batch" "parallel.threads=$2" "benchmark.steps=$steps"
  if [ -n "$peer" ]; then
    run "$row.planar" "$python" "$peer" "$architecture$depth" --batch "$batch" --steps "$steps"
    run "$row.channels-last" "$python" "$peer" "$architecture$depth" --batch "$batch" --steps "$steps" --channels-last
  fi
}

# median FILE FIELD: over the lines of the file; nothing if there is no such file or field.
median() {
  [ -f "$results/$1" ] || return 0
  sed -n "s/.*\"$2\": *\([0-9.eE+-]*\).*/\1/p" "$results/$1" | sort -g | awk '
    { value[NR] = $1 }
    END { if (NR > 0) print NR % 2 ? value[(NR + 1) / 2] : (value[NR / 2] + value[NR / 2 + 1]) / 2 }'
}

# report TITLE ROW FIELD: one line of the table.
report() {
  echo "$1|$(median "$2.ours" "$3")|$(median "$2.planar" "$3")|$(median "$2.channels-last" "$3")|$(
    median "$2.ours" peakMegabytes)|$(median "$2.planar" peakMegabytes)|$(median "$2.channels-last" peakMegabytes)" |
    awk -F '|' '{
      format = "contiguous"; images = $3; megabytes = $6
      if ($4 + 0 > $3 + 0) { format = "channels-last"; images = $4; megabytes = $7 }
      if (images == "") printf "%-34s %10.2f %9.0f\n", $1, $2, $5
      else printf "%-34s %10.2f %9.0f %10.2f %9.0f  %-13s %6.2f\n", $1, $2, $5, images, megabytes, format, $2 / images
    }'
}

for round in $(seq "$rounds"); do
  echo "round $round of $rounds" >&2
  measure resnet50 "$threads" resnet 50 16
  measure resnet18 "$threads" resnet 18 32
  measure cifar20 "$threads" cifar-resnet 20 128
  measure cifar110 "$threads" cifar-resnet 110 128
  measure resnet50-one-thread 1 resnet 50 16
done

echo "medians of $rounds rounds in turn, $threads threads but where one is named"
printf '%-34s %10s %9s' "" images/s MB
[ -z "$peer" ] || printf ' %10s %9s  %-13s %6s' PyTorch MB format ratio
echo
report "ResNet-50, batch 16" resnet50 imagesPerSecond
report "ResNet-18, batch 32" resnet18 imagesPerSecond
report "CIFAR ResNet-20, batch 128" cifar20 imagesPerSecond
report "CIFAR ResNet-110, batch 128" cifar110 imagesPerSecond
report "ResNet-50, batch 16, inference" resnet50 inferenceImagesPerSecond
report "ResNet-50, batch 16, one thread" resnet50-one-thread imagesPerSecond
