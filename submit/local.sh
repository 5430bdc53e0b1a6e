#!/usr/bin/env bash
# Runs one command on this machine. Needs a JDK 17 and Maven 3.8 or newer, nothing else.
#
#   submit/local.sh [--master M] [--conf KEY=VALUE] COMMAND [RECIPE] [KEY=VALUE ...]
#
# Without --master the program sizes Spark's local mode itself: parallel.workers x parallel.threads.
# HEAP is the size of the Java heap, YOUNG that of the part for young objects; networks live outside of it.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jar=$home/target/spark-resnet.jar

properties=()
while [ $# -gt 0 ]; do
  case $1 in
    --master) properties+=("-Dspark.master=${2:?--master needs a value}"); shift 2 ;;
    --conf) properties+=("-D${2:?--conf needs KEY=VALUE}"); shift 2 ;;
    *) break ;;
  esac
done

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
if ! command -v "$java" >/dev/null; then
  echo "no java found; install a JDK 17, or point JAVA_HOME at one" >&2
  exit 2
fi

if [ ! -f "$jar" ] || [ -n "$(find "$home/pom.xml" "$home/src/main" -newer "$jar" -print -quit)" ]; then
  echo "building $jar (once)" >&2
  (cd "$home" && mvn --batch-mode --quiet -Dmaven.test.skip=true package) >&2
fi

# What spark-submit adds by itself on Java 17 (org.apache.spark.launcher.JavaModuleOptions).
opens=()
for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
  java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
  opens+=("--add-opens=java.base/$package=ALL-UNNAMED")
done

export SPARK_RESNET_HOME=$home
export SPARK_HOME=$home/target/spark-home   # of the executors that a local-cluster starts
export SPARK_SCALA_VERSION=2.12
export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1}
export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2} # glibc keeps memory for every thread that ever asked; threads come and go
export OMP_WAIT_POLICY=PASSIVE              # two OpenMP run times in one process spin against each other otherwise

# The young generation has a fixed size because the collector would wander through all of the heap otherwise, however
# little a step needs of it, and all of it would be resident. What the heap has it touches at once: memory that grows
# later is then known not to be the heap's.
exec "$java" -Xmx"${HEAP:-2g}" -XX:MaxNewSize="${YOUNG:-128m}" -XX:+AlwaysPreTouch \
  "${opens[@]}" -Djdk.reflect.useDirectMethodHandle=false \
  -Dorg.nd4j.log.initialization=false \
  -Dlog4j2.configurationFile="$home/conf/log4j2.properties" \
  -Dspark.driver.host=127.0.0.1 -Dspark.ui.showConsoleProgress=false \
  -Dspark.executor.extraClassPath="$jar" \
  ${properties[@]+"${properties[@]}"} \
  -cp "$jar:$SPARK_HOME/jars/*" org.sparkresnet.cli.Main "$@"
