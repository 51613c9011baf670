#!/usr/bin/env bash
# Makes the files beside it anew: what other programs write of Balai's own file, after a mark was worked out
# as a mean, one was typed with decimals and two without. Needs LibreOffice with Calc, Python and Node, and
# the network for what these three are given. The files in the repository were made on 2026-12-01 with
# LibreOffice 7.4.7.2, pandas 2.2.3 (Python 3.11), SheetJS (xlsx) 0.18.5 and exceljs 4.4.0 (Node).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# LibreOffice, with the numbers of Indonesia (LCID 1057 is id-ID): in and out with semicolons. Between both
# the cells are filled in in its own format, the mean as a formula.
soffice=(soffice --headless -env:UserInstallation="file://$folder/office")
mkdir -p office/user
cat >office/user/registrymodifications.xcu <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>id-ID</value></prop></item>
</oor:items>
XML
"${soffice[@]}" --convert-to fods --infilter='CSV:59,34,76,1,,1057,false,true' "$here/balai.csv"
python3 - <<'PY'
import re

text = open("balai.fods").read()
rows = re.findall(r"<table:table-row.*?</table:table-row>", text, re.S)
value = '<table:table-cell office:value-type="float" office:value="{0}"/>'
formula = '<table:table-cell table:formula="of:=AVERAGE(80;85;85)"/>'
for row in rows:
    if "Ayu" in row:
        new = re.sub(r"<table:table-cell/>", value.format(55), row, count=1)
    elif "Budi" in row:
        filled = formula + value.format(7.25) + value.format(60)
        new = re.sub(r'<table:table-cell table:number-columns-repeated="3"/>', filled, row, count=1)
    else:
        continue
    assert new != row, row
    text = text.replace(row, new)
open("balai.fods", "w").write(text)
PY
mkdir out
"${soffice[@]}" --convert-to 'csv:Text - txt - csv (StarCalc):59,34,76,1,,1057,false,true' \
  --outdir out balai.fods
cp out/balai.csv "$here/libreoffice.csv"

# pandas: the index becomes a column without a name, and the mean has all its digits.
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pandas==2.2.3
python/bin/python - "$here" <<'PY'
import sys
import pandas

here = sys.argv[1]
marks = pandas.read_csv(f"{here}/balai.csv", sep=";", decimal=",", encoding="utf-8-sig")
marks.loc[0, "name (2)"] = 55
marks.loc[1, "Tes tertulis"] = sum([80, 85, 85]) / 3
marks.loc[1, "Wawancara, praktik"] = 7.25
marks.loc[1, "name (2)"] = 60
marks.to_csv(f"{here}/pandas.csv")
PY

npm install --silent --no-audit --no-fund xlsx@0.18.5 exceljs@4.4.0
# SheetJS: as it reads by itself, and told to leave texts alone.
cat >sheetjs.js <<'JS'
const { readFileSync, writeFileSync } = require("fs");
const xlsx = require("xlsx");
const [here] = process.argv.slice(2);
for (const [name, options] of [["sheetjs", { raw: true }], ["sheetjs-numbers", {}]]) {
  const text = readFileSync(`${here}/balai.csv`, "utf8");
  const book = xlsx.read(text, { type: "string", FS: ";", ...options });
  const sheet = book.Sheets[book.SheetNames[0]];
  xlsx.utils.sheet_add_aoa(sheet, [[55]], { origin: "E2" });
  xlsx.utils.sheet_add_aoa(sheet, [[(80 + 85 + 85) / 3, 7.25, 60]], { origin: "C3" });
  writeFileSync(`${here}/${name}.csv`, xlsx.utils.sheet_to_csv(sheet, { rawNumbers: true }));
}
JS
node sheetjs.js "$here"
# exceljs: every cell is a text unless it is made a number.
cat >exceljs.js <<'JS'
const { Workbook } = require("exceljs");
const [here] = process.argv.slice(2);
(async () => {
  const book = new Workbook();
  const parserOptions = { delimiter: ";" };
  const sheet = await book.csv.readFile(`${here}/balai.csv`, { parserOptions, map: (text) => text });
  sheet.getCell("E2").value = 55;
  sheet.getCell("C3").value = (80 + 85 + 85) / 3;
  sheet.getCell("D3").value = 7.25;
  sheet.getCell("E3").value = 60;
  await book.csv.writeFile(`${here}/exceljs.csv`, { formatterOptions: { delimiter: ";" } });
})();
JS
node exceljs.js "$here"
