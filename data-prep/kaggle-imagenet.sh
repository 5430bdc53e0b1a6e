#!/usr/bin/env bash
# Looks whether Kaggle's archive of ImageNet (imagenet-object-localization-challenge.zip) is unpacked as a whole, says what
# room the shards take and how to make them. Changes nothing. Kaggle publishes no sums: `prepare` decodes every picture.
#
#   data-prep/kaggle-imagenet.sh DIR        DIR holds ILSVRC/ and the LOC_ lists
set -euo pipefail
export LC_ALL=C

fail() {
  echo "kaggle-imagenet.sh: $*" >&2
  exit 2
}

[ $# -eq 1 ] || fail "say where it was unpacked: kaggle-imagenet.sh DIR"
dir=$1
data=$dir/ILSVRC/Data/CLS-LOC
for part in "$dir/LOC_synset_mapping.txt" "$dir/LOC_val_solution.csv" "$data/train" "$data/val"; do
  [ -e "$part" ] || fail "$part: not there; unpack imagenet-object-localization-challenge.zip in $dir"
done

classes=$(grep -c . "$dir/LOC_synset_mapping.txt")
folders=$(find "$data/train" -mindepth 1 -maxdepth 1 -type d | wc -l)
[ "$classes" = "$folders" ] || fail "$data/train has $folders folders, LOC_synset_mapping.txt names $classes classes; unpack both again"
solved=$(tail -n +2 "$dir/LOC_val_solution.csv" | grep -c .)
validation=$(find "$data/val" -type f -name '*.JPEG' | wc -l)
[ "$solved" = "$validation" ] || fail "$data/val has $validation pictures, LOC_val_solution.csv is about $solved; unpack both again"
training=$(find "$data/train" -type f -name '*.JPEG' | wc -l)

echo "$dir: $training training and $validation validation pictures in $classes classes"
[ "$training/$validation/$classes" = 1281167/50000/1000 ] ||
  echo "That is not the whole of ImageNet, which has 1281167, 50000 and 1000."
megabytes=$(du -sm "$data/train" "$data/val" | awk '{ sum += $1 } END { print sum }')
echo "The shards take about as much as the pictures, $megabytes MB; $dir is on a disk with $(df -Pm "$dir" | awk 'NR == 2 { print $4 }') MB free."
echo "  submit/local.sh prepare prepare.format=kaggle-imagenet prepare.source=$dir prepare.output=SHARDS"
