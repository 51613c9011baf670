#!/usr/bin/env bash
# A mark typed with a decimal point becomes ten times as large where a CSV is read the Indonesian way.
#
# Guess: with `decimal=","` and `thousands="."`, which is how Indonesian numbers are written, pandas refuses
# `85.5`, or leaves the column as text, because a point stands between thousands only before three digits.
# Behaviour: pandas takes every point out, wherever it stands. `85.5` is 855, `8.25` is 825, without a
# warning; `90,5` beside it is right. Marks of up to 100 come out above 100, unless they are small: `7.5`
# is 75, a good mark made of a bad one.
# What Balai does: it reads a mark with a comma or a point, by rules of its own, and refuses what is above
# the criterion's bound.
#
# Seen with pandas 2.2.3 (Python 3.11) on 2026-11-30.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pandas==2.2.3
printf 'nama;nilai\nSari;90,5\nWayan;85.5\nMade;8.25\nKomang;7.5\nPutu;1.250\n' >marks.csv
cat >read.py <<'PY'
import pandas

marks = pandas.read_csv("marks.csv", sep=";", decimal=",", thousands=".")
print(marks["nilai"].dtype, *marks["nilai"])
PY
python/bin/python read.py | tee seen
diff <(echo "float64 90.5 855.0 825.0 75.0 1250.0") seen
echo "as it was on 2026-11-30"
