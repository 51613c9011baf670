#!/usr/bin/env bash
# Identity numbers (NIK) of Papua's provinces lose their last digit in readers that guess types.
#
# Guess: a reader of CSV that takes a column of 16 digits for numbers keeps all NIKs, or damages all alike.
# Behaviour: a NIK begins with the code of the province. Those of 91 to 96, all of Papua, are larger than
# 2^53 (9,007,199,254,740,992), every other is smaller. So a file tried with people of Java, Bali or
# Sulawesi is read right, and for Papua's an odd last digit becomes the even one beside it: two people can
# get one number. SheetJS, exceljs and csv-parse do so whenever they make numbers; pandas as soon as one
# cell of the column is empty. Papa Parse leaves what is too large as text, so its column has two types.
# What helps: read the column as text (SheetJS `raw: true`, exceljs `map`, csv-parse without `cast`, pandas
# `dtype=str`). Balai's API and its files give identity numbers as text, with their middle hidden.
#
# Seen with xlsx 0.18.5, exceljs 4.4.0, csv-parse 6.1.0, papaparse 5.5.3 (Node.js 20) and pandas 2.2.3
# (Python 3.11) on 2026-11-30. The numbers are made up.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm init -y >npm.log
npm install --silent --no-audit --no-fund xlsx@0.18.5 exceljs@4.4.0 csv-parse@6.1.0 papaparse@5.5.3
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pandas==2.2.3

printf 'nik\n5171014502980001\n9171014502980003\n9471014502980005\n' >people.csv
printf 'nik,phone\n5171014502980001,1\n9171014502980003,1\n9471014502980005,1\n,1\n' >gap.csv

cat >read.js <<'JS'
const fs = require('fs');
const XLSX = require('xlsx');
const ExcelJS = require('exceljs');
const Papa = require('papaparse');
const { parse } = require('csv-parse/sync');

const text = fs.readFileSync('people.csv', 'utf8');
const show = (reader, values) =>
  console.log(reader, values.map((value) => `${value}:${typeof value}`).join(' '));

const book = XLSX.read(text, { type: 'string' });
show('SheetJS', XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]]).map((row) => row.nik));
show('csv-parse', parse(text, { columns: true, cast: true }).map((row) => row.nik));
const options = { header: true, dynamicTyping: true, skipEmptyLines: true };
show('PapaParse', Papa.parse(text, options).data.map((row) => row.nik));
new ExcelJS.Workbook().csv.readFile('people.csv').then((sheet) => {
  show('exceljs', sheet.getColumn(1).values.filter(Boolean).slice(1));
});
JS
cat >read.py <<'PY'
import pandas

for file in ("people.csv", "gap.csv"):
    column = pandas.read_csv(file)["nik"].dropna()
    print("pandas", file, *(f"{int(value)}:{column.dtype}" for value in column))
PY

node read.js | tee seen
python/bin/python read.py | tee -a seen

cat >expected <<'TEXT'
SheetJS 5171014502980001:number 9171014502980004:number 9471014502980004:number
csv-parse 5171014502980001:number 9171014502980004:number 9471014502980004:number
PapaParse 5171014502980001:number 9171014502980003:string 9471014502980005:string
exceljs 5171014502980001:number 9171014502980004:number 9471014502980004:number
pandas people.csv 5171014502980001:int64 9171014502980003:int64 9471014502980005:int64
pandas gap.csv 5171014502980001:float64 9171014502980004:float64 9471014502980004:float64
TEXT
diff expected seen
echo "as it was on 2026-11-30"
