#!/usr/bin/env bash
# Verifies downloaded archives of CIFAR-10 and CIFAR-100 by their MD5, as https://www.cs.toronto.edu/~kriz/cifar.html
# publishes it, and says how to prepare them. Changes nothing; `prepare` reads the archives as they are.
#
#   data-prep/cifar.sh cifar-10-binary.tar.gz [cifar-100-binary.tar.gz]
set -euo pipefail
export LC_ALL=C

PAGE=https://www.cs.toronto.edu/~kriz/cifar.html
declare -A MD5=(
  [c32a1d4ab5d03f1284b67883e8d87530]=cifar-10
  [03b5dce01913d631647c71ecec9e9cb8]=cifar-100
)
# Other versions of the same pictures, which prepare does not read.
declare -A OTHER=(
  [c58f30108f718f92721af3b95e74349a]='the Python version of CIFAR-10'
  [eb9058c3a382ffc7106e4002c42a8d85]='the Python version of CIFAR-100'
  [70270af85842c9e89bb428ec9976c926]='the Matlab version of CIFAR-10'
  [6a4bfa1dcd5c9453dda6bb54194911f4]='the Matlab version of CIFAR-100'
)

fail() {
  echo "cifar.sh: $*" >&2
  exit 2
}

[ $# -ge 1 ] || fail "say which archive: cifar.sh cifar-10-binary.tar.gz"
for archive in "$@"; do
  [ -f "$archive" ] || fail "$archive: no such file; fetch the binary version from $PAGE"
  found=$(md5sum <"$archive" | cut -d ' ' -f 1)
  [ -z "${OTHER[$found]:-}" ] || fail "$archive: ${OTHER[$found]}; fetch the binary version from $PAGE"
  [ -n "${MD5[$found]:-}" ] ||
    fail "$archive has MD5 $found, that of neither cifar-10-binary.tar.gz nor cifar-100-binary.tar.gz; fetch it again from $PAGE"
done
for archive in "$@"; do
  format=${MD5[$(md5sum <"$archive" | cut -d ' ' -f 1)]}
  echo "$archive: $format, 50000 training and 10000 test pictures, verified"
  echo "  submit/local.sh prepare prepare.format=$format prepare.source=$archive prepare.output=SHARDS"
done
