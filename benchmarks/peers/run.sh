#!/usr/bin/env bash
# Trains Spotwise and scikit-learn on the same rows of one year, one after the other, and between
# them both of Spotwise's models on that year with default settings, as spot train does. Takes the jar
# that
#   mvn -q -Dquick -pl benchmarks -am package -DskipTests
# builds, and apt-get install python3-sklearn time.
#
#   benchmarks/peers/run.sh FOLDER [ROWS]
#
# FOLDER takes rows and results; ROWS keeps that many of the training rows, equally far apart.
set -euo pipefail

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  printf 'usage: %s FOLDER [ROWS]\n' "$0" >&2
  exit 2
fi
folder=$1
here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=$here/../target/benchmarks.jar
if [ ! -f "$jar" ]; then
  printf '%s is not there; build it first\n' "$jar" >&2
  exit 1
fi
# XGBoost's threads spin while they wait; a JVM can't set this for itself.
export OMP_NUM_THREADS=1
spent='# %e s, %U + %S CPU-s, %M kB at most'

load() {
  printf '\n# %s, load %s\n' "$1" "$(cut -d ' ' -f 1 /proc/loadavg)"
}

java -cp "$jar" dev.spotwise.benchmarks.TrainingRows "$folder" "${@:2}"

load 'Spotwise'
/usr/bin/time -f "$spent" \
  java -Xmx1g -cp "$jar" dev.spotwise.benchmarks.PeerTraining "$folder" 2 | tee "$folder/spotwise.tsv"
load 'a year, both models'
/usr/bin/time -f "$spent" java -Xmx700m -cp "$jar" dev.spotwise.benchmarks.YearTraining 2
load 'scikit-learn'
/usr/bin/time -f "$spent" \
  /usr/bin/python3 "$here/sklearn_training.py" "$folder" --beside "$folder/spotwise.tsv"
