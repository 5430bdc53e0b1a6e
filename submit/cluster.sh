#!/usr/bin/env bash
# Runs one command on a cluster. Needs SPARK_HOME (Spark 3.5, Scala 2.12, Java 17) and the jar that `mvn package` makes.
#
#   submit/cluster.sh [SPARK-SUBMIT OPTIONS] COMMAND [RECIPE] [KEY=VALUE ...]
#
#   submit/cluster.sh --master yarn --num-executors 8 --executor-cores 16 --executor-memory 4g \
#     --conf spark.executor.memoryOverhead=12g train my.conf parallel.workers=8 parallel.threads=16
#
# Every worker is one task of parallel.threads cores: give each executor a multiple of that. Networks live outside the
# Java heap, so most of an executor's memory is overhead: parameters, momentum and gradient take 12 bytes per
# parameter, activations come on top. With --deploy-mode cluster the recipe travels with the job.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jar=${SPARK_RESNET_JAR:-$home/target/spark-resnet.jar}

if [ -z "${SPARK_HOME:-}" ] || [ ! -x "$SPARK_HOME/bin/spark-submit" ]; then
  echo "SPARK_HOME = ${SPARK_HOME:-}: no bin/spark-submit there; point SPARK_HOME at a Spark 3.5 (Scala 2.12)" >&2
  exit 2
fi
if [ ! -f "$jar" ]; then
  echo "$jar: no such file; build it with mvn -DskipTests package, or point SPARK_RESNET_JAR at it" >&2
  exit 2
fi

options=()
mode=client
while [ $# -gt 0 ]; do
  case $1 in
    prepare|train|evaluate|describe|weights|benchmark) break ;;
    --deploy-mode) mode=${2:?--deploy-mode needs client or cluster} ;;
  esac
  options+=("$1")
  shift
done

words=()
for word in "$@"; do
  if [ "$mode" = cluster ] && [ -f "$word" ]; then
    options+=(--files "$word")
    word=$(basename "$word")
  fi
  words+=("$word")
done

export SPARK_RESNET_HOME=$home
# Two OpenMP run times in one process spin against each other unless they wait passively; glibc keeps memory for every
# thread that ever asked for some, and threads come and go.
export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}
exec "$SPARK_HOME/bin/spark-submit" \
  --class org.sparkresnet.cli.Main \
  --conf spark.executorEnv.OMP_WAIT_POLICY=PASSIVE \
  --conf spark.executorEnv.MALLOC_ARENA_MAX="$MALLOC_ARENA_MAX" \
  --conf spark.ui.showConsoleProgress=false \
  ${options[@]+"${options[@]}"} "$jar" ${words[@]+"${words[@]}"}
