#!/usr/bin/env bash
# Looks at TFRecord files made by others: how many belong to each split, whether each begins and ends like one, how large
# all are, and how to make shards of them. Changes nothing; `prepare` reads the pictures where they lie.
#
#   data-prep/tfrecord.sh DIR               DIR holds the files, or the folders train, val (or validation) with them
set -euo pipefail
export LC_ALL=C
shopt -s nullglob

fail() {
  echo "tfrecord.sh: $*" >&2
  exit 2
}

[ $# -eq 1 ] || fail "say where the files are: tfrecord.sh DIR"
dir=$1
[ -d "$dir" ] || fail "$dir: no such folder"
total=0
for split in train val validation; do
  files=()
  for file in "$dir/$split"/* "$dir/$split"-*; do
    case ${file##*/} in
      *.tfrecord | *.tfrecords | *.tfrec | *-of-[0-9][0-9][0-9][0-9][0-9]) files+=("$file") ;;
    esac
  done
  [ ${#files[@]} -gt 0 ] || continue
  for file in "${files[@]}"; do
    if [ "$(head -c 3 "$file" | od -An -tx1 | tr -d ' ')" = 1f8b08 ]; then
      fail "$file: compressed with gzip; uncompress it (gunzip), since prepare reads pictures in the middle of files"
    fi
    size=$(stat -c %s "$file")
    first=$(head -c 8 "$file" | od -An -tu8 | tr -d ' ')
    [ "$size" -ge 16 ] && [ ${#first} -lt 19 ] && [ "$first" -le $((size - 16)) ] ||
      fail "$file: no TFRecord file, or cut short; fetch it again"
    total=$((total + size))
  done
  echo "$dir: ${#files[@]} files of $split"
done
[ "$total" -gt 0 ] || fail "$dir: no train-*-of-NNNNN, train/*.tfrecord or the like in it; other names: prepare.tfrecord.files=PATTERN"
echo "The shards take about as much as the files, $((total / 1000000)) MB; $dir is on a disk with $(df -Pm "$dir" | awk 'NR == 2 { print $4 }') MB free."
echo "  submit/local.sh prepare prepare.format=tfrecord prepare.source=$dir prepare.output=SHARDS"
echo "with prepare.tfrecord.label-offset=1 if labels begin at 1, as those of TensorFlow's ImageNet do"
