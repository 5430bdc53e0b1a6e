#!/usr/bin/env bash
# Looks at Parquet files: how many belong to each split, whether each begins and ends like one, how large all are, and how
# to make shards of them. Changes nothing.
#
#   data-prep/parquet.sh DIR                DIR holds the files, or the folders train, val (or validation) with them
set -euo pipefail
export LC_ALL=C
shopt -s nullglob

fail() {
  echo "parquet.sh: $*" >&2
  exit 2
}

[ $# -eq 1 ] || fail "say where the files are: parquet.sh DIR"
dir=$1
[ -d "$dir" ] || fail "$dir: no such folder"
total=0
for split in train val validation; do
  files=("$dir/$split"/*.parquet "$dir/$split"[-_.]*parquet)
  [ ${#files[@]} -gt 0 ] || continue
  for file in "${files[@]}"; do
    [ "$(head -c 4 "$file" | tr -d '\0')" = PAR1 ] && [ "$(tail -c 4 "$file" | tr -d '\0')" = PAR1 ] ||
      fail "$file: no Parquet file, or cut short; fetch it again"
    total=$((total + $(stat -c %s "$file")))
  done
  echo "$dir: ${#files[@]} files of $split"
done
[ "$total" -gt 0 ] || fail "$dir: no train-*.parquet, train/*.parquet or the like in it; other names: prepare.parquet.files=PATTERN"
echo "The shards take about as much as the files, $((total / 1000000)) MB, and Spark's own folder (SPARK_LOCAL_DIRS, or /tmp) as much again for a while;"
echo "$dir is on a disk with $(df -Pm "$dir" | awk 'NR == 2 { print $4 }') MB free."
echo "  submit/local.sh prepare prepare.format=parquet prepare.source=$dir prepare.output=SHARDS"
