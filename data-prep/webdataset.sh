#!/usr/bin/env bash
# Looks at tar archives in WebDataset's form: what kinds of files the first of each set holds, how large all are, and how to
# make shards of them. Changes nothing; `prepare` reads the archives as they are.
#
#   data-prep/webdataset.sh DIR             DIR holds train/*.tar and, if there is one, val/*.tar or validation/*.tar
set -euo pipefail
export LC_ALL=C
shopt -s nullglob

fail() {
  echo "webdataset.sh: $*" >&2
  exit 2
}

[ $# -eq 1 ] || fail "say where the archives are: webdataset.sh DIR"
dir=$1
[ -d "$dir" ] || fail "$dir: no such folder"
all=()
for split in train val validation; do
  archives=("$dir/$split"/*.tar)
  [ ${#archives[@]} -gt 0 ] || continue
  all+=("${archives[@]}")
  members=$(tar -tf "${archives[0]}") || fail "${archives[0]}: no tar archive, or cut short; fetch it again"
  kinds=$(sed -n 's|^\(.*/\)\{0,1\}[^/.][^/.]*\.\([^/]*\)$|\2|p' <<<"$members" | tr 'A-Z' 'a-z' | sort | uniq -c |
    awk '{ printf "%s%s %s", separator, $1, $2; separator = ", " }')
  echo "$dir/$split: ${#archives[@]} archives; the first holds $kinds"
  grep -qE '(^|, )[0-9]+ cls' <<<"$kinds" || fail "${archives[0]}: no KEY.cls in it, so no labels"
  grep -qE '(^|, )[0-9]+ (jpg|jpeg|png)(,|$)' <<<"$kinds" || fail "${archives[0]}: no KEY.jpg, KEY.jpeg or KEY.png in it"
done
[ ${#all[@]} -gt 0 ] || fail "$dir: neither train/*.tar nor val/*.tar in it; other names: prepare.webdataset.train=PATTERN"
bytes=$(stat -c %s "${all[@]}" | awk '{ sum += $1 } END { print sum }')
echo "The shards take about as much as the archives, $((bytes / 1000000)) MB; $dir is on a disk with $(df -Pm "$dir" | awk 'NR == 2 { print $4 }') MB free."
echo "  submit/local.sh prepare prepare.format=webdataset prepare.source=$dir prepare.output=SHARDS"
