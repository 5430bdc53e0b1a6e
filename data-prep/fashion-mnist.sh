#!/usr/bin/env bash
# Brings the full Fashion-MNIST (60,000 + 10,000 grey pictures of 28x28) into a folder that `prepare` can read.
#
#   data-prep/fashion-mnist.sh DIR             takes it from the Debian package dataset-fashion-mnist (31 MB)
#   data-prep/fashion-mnist.sh DIR FILE...     takes the four IDX files given, each plain or .gz
#
# DIR must not exist yet, or be empty; it appears complete and verified, or not at all. Needs no special rights.
set -euo pipefail
export LC_ALL=C

PACKAGE=dataset-fashion-mnist
NAMES=(train-images-idx3-ubyte train-labels-idx1-ubyte t10k-images-idx3-ubyte t10k-labels-idx1-ubyte)
# MD5 of the uncompressed files; the compressed ones differ from one distributor to another.
declare -A MD5=(
  [train-images-idx3-ubyte]=f4a8712d7a061bf5bd6d2ca38dc4d50a
  [train-labels-idx1-ubyte]=9018921c3c673c538a1fc5bad174d6f9
  [t10k-images-idx3-ubyte]=8181f5470baa50b63fa0f6fddb340f0a
  [t10k-labels-idx1-ubyte]=15d484375f8d13e6eb1aabb0c3f46965
)
CLASSES=(T-shirt/top Trouser Pullover Dress Coat Sandal Shirt Sneaker Bag 'Ankle boot')

fail() {
  echo "fashion-mnist.sh: $*" >&2
  exit 2
}

# Private lists of packages: works without root, and leaves the lists of the machine as they are.
download_with_fresh_lists() {
  mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
  local private=(-o "Dir::State::lists=$work/apt/lists" -o "Dir::Cache=$work/apt/cache" -o APT::Sandbox::User=)
  apt-get -qq "${private[@]}" update >>"$work/apt.log" 2>&1 &&
    apt-get -qq "${private[@]}" download "$PACKAGE" >>"$work/apt.log" 2>&1
}

download_package() {
  command -v apt-get >/dev/null && command -v dpkg >/dev/null ||
    fail "there is no apt-get here; give the four IDX files: fashion-mnist.sh $target FILE..."
  (
    cd "$work"
    apt-get -qq -o APT::Sandbox::User= download "$PACKAGE" >apt.log 2>&1 || download_with_fresh_lists
  ) || fail "the package $PACKAGE cannot be downloaded ($(tail -n 1 "$work/apt.log")); give the four IDX files instead"
  dpkg -x "$work"/"$PACKAGE"_*.deb "$work/package" ||
    fail "the downloaded package $PACKAGE cannot be unpacked; run this again"
  files=("$work"/package/usr/share/datasets/fashion-mnist/*-ubyte.gz)
}

# train-images.idx3-ubyte.gz and train-images-idx3-ubyte.gz are both in use.
take() {
  local file=$1 name
  [ -f "$file" ] || fail "$file: no such file; give the four IDX files of Fashion-MNIST"
  name=$(basename "$file" | sed 's/\.idx/-idx/')
  [ -n "${MD5[${name%.gz}]:-}" ] || fail "$file: not one of ${NAMES[*]} (or the same with .gz); rename it"
  cp "$file" "$ready/$name"
}

content() {
  case $1 in
    *.gz) gzip -dc "$1" 2>/dev/null ;;
    *) cat "$1" ;;
  esac
}

verify() {
  local name=$1 file found
  file=$(find "$ready" -name "$name" -o -name "$name.gz" | head -n 1)
  [ -n "$file" ] || fail "$name is missing; all four files are needed: ${NAMES[*]}"
  found=$(content "$file" | md5sum | cut -d ' ' -f 1) ||
    fail "$(basename "$file") is damaged and cannot be uncompressed; fetch it again"
  [ "$found" = "${MD5[$name]}" ] ||
    fail "$(basename "$file") has MD5 $found after uncompressing, expected ${MD5[$name]}; fetch it again"
}

[ $# -ge 1 ] || fail "say where it shall go: fashion-mnist.sh DIR [FILE...]"
target=${1%/}
shift
if [ -e "$target" ] && { [ ! -d "$target" ] || [ -n "$(ls -A "$target")" ]; }; then
  fail "$target exists and is not an empty folder; choose another or delete it"
fi
mkdir -p "$(dirname "$target")" 2>/dev/null && work=$(mktemp -d "$target.writing-XXXXXX" 2>/dev/null) ||
  fail "no folder can be made beside $target; choose a place that you may write to"
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
ready=$work/ready
mkdir "$ready"

files=("$@")
[ $# -gt 0 ] || download_package
for file in "${files[@]}"; do take "$file"; done
for name in "${NAMES[@]}"; do verify "$name"; done
printf '%s\n' "${CLASSES[@]}" >"$ready/classes.txt"
[ ! -d "$target" ] || rmdir "$target"
mv "$ready" "$target"
echo "$target: Fashion-MNIST, 60000 training and 10000 test pictures, verified"
