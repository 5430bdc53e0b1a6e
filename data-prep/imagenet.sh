#!/usr/bin/env bash
# Verifies the three archives of ImageNet (ILSVRC2012) as downloaded, by their MD5, says what room the shards take and how
# to make them. Changes nothing; `prepare` reads the archives as they are.
#
#   data-prep/imagenet.sh DIR               reads every byte: about 5 minutes at 500 MB/s
#   data-prep/imagenet.sh --no-sums DIR     looks at names and headers only
set -euo pipefail
export LC_ALL=C

PAGE=https://image-net.org/download-images.php
KIT=ILSVRC2012_devkit_t12.tar.gz
NAMES=(ILSVRC2012_img_train.tar ILSVRC2012_img_val.tar "$KIT")
declare -A MD5=(
  [ILSVRC2012_img_train.tar]=1d675b47d978889d74fa0da5fadfb00e
  [ILSVRC2012_img_val.tar]=29b22e2961454d5413ddabcf34fc5622
  [ILSVRC2012_devkit_t12.tar.gz]=fa75699e90414af021442c21a62c3abf
)
# What the first member of each is called.
declare -A FIRST=(
  [ILSVRC2012_img_train.tar]='n[0-9]{8}\.tar'
  [ILSVRC2012_img_val.tar]='ILSVRC2012_val_[0-9]{8}\.JPEG'
)

fail() {
  echo "imagenet.sh: $*" >&2
  exit 2
}

sums=yes
if [ "${1:-}" = --no-sums ]; then
  sums=no
  shift
fi
[ $# -eq 1 ] || fail "say where the archives are: imagenet.sh [--no-sums] DIR"
dir=$1
[ -d "$dir" ] || fail "$dir: no such folder"
for name in "${NAMES[@]}"; do
  [ -f "$dir/$name" ] || fail "$dir: no $name in it; fetch it from $PAGE"
done

first_member() {
  # The pipe ends when the first line is there.
  (tar -tf "$1" 2>/dev/null || true) | head -n 1
}

for name in "${!FIRST[@]}"; do
  found=$(first_member "$dir/$name")
  [[ "$found" =~ ^(\./)?${FIRST[$name]}$ ]] ||
    fail "$dir/$name: its first member is \"$found\", expected one such as ${FIRST[$name]}; fetch it again from $PAGE"
done
tar -tzf "$dir/$KIT" | grep -x '\(\./\)\?ILSVRC2012_devkit_t12/data/meta.mat' >/dev/null ||
  fail "$dir/$KIT: holds no ILSVRC2012_devkit_t12/data/meta.mat; fetch it again from $PAGE"

if [ "$sums" = yes ]; then
  for name in "${NAMES[@]}"; do
    found=$(md5sum <"$dir/$name" | cut -d ' ' -f 1)
    [ "$found" = "${MD5[$name]}" ] ||
      fail "$dir/$name has MD5 $found, expected ${MD5[$name]}; fetch it again from $PAGE"
    echo "$dir/$name: verified"
  done
fi
bytes=$(stat -c %s "${NAMES[@]/#/$dir/}" | awk '{ sum += $1 } END { print sum }')
[ "$sums" = yes ] || echo "$dir: three archives, their sums were not compared"
echo "The shards take about as much as the archives, $((bytes / 1000000)) MB; $dir is on a disk with $(df -Pm "$dir" | awk 'NR == 2 { print $4 }') MB free."
echo "  submit/local.sh prepare prepare.format=imagenet prepare.source=$dir prepare.output=SHARDS"
