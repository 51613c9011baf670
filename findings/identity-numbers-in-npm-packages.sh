#!/usr/bin/env bash
# What the packages of npm that read an Indonesian identity number (NIK) make of valid ones.
#
# Guess: they agree with each other and with the rule: six digits of the district as the interior ministry
# numbers it, the birth date with 40 added to a woman's day, two digits of the year, a serial number.
# Behaviour:
# - Both refuse the numbers of the provinces founded in 2022 (93 to 96: Papua Selatan, Papua Tengah, Papua
#   Pegunungan, Papua Barat Daya), so a form that relies on them turns those people away.
# - nusantara-valid takes the first two digits for the statistics office's code of the province. The two lists
#   differ in Papua: 91 is Papua to the interior ministry, and is told as Papua Barat.
# - nik-parser takes a woman for a man born forty days later than the month's beginning plus her day, and
#   gives 1905 for everybody born in 2005.
# - Both take the 31st of February for the 3rd of March.
# What Balai does: it compares sex and day with what the person says, refuses impossible days, and asks no list of
# provinces, because a number keeps the code of the time when it was given.
#
# Seen with nik-parser 1.0.1 and nusantara-valid 0.4.2 (Node.js 20) on 2026-12-01. The numbers are made up.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm init -y >npm.log
npm install --silent --no-audit --no-fund nik-parser@1.0.1 nusantara-valid@0.4.2

cat >read.js <<'JS'
const { nikParser } = require('nik-parser');
const { getDataNIK, isValidNIK } = require('nusantara-valid');

const day = (date) => date.toISOString().slice(0, 10);
const numbers = {
  'man, Denpasar, 14 Feb 1998': '5171011402980001',
  'woman, Denpasar, 14 Feb 2005': '5171015402050001',
  'man, province 91, 14 Feb 1998': '9101011402980001',
  'man, province 93, 14 Feb 1998': '9301011402980001',
  'man, province 96, 14 Feb 1998': '9671011402980001',
  'man, Denpasar, 31 Feb 1998': '5171013102980001',
};
for (const [who, number] of Object.entries(numbers)) {
  const one = nikParser(number);
  const other = getDataNIK(number);
  const province = other.province ? other.province.name : 'none';
  console.log(`${who}: nik-parser ${one.isValid()} ${one.kelamin()} ${day(one.lahir())}` +
    `; nusantara-valid ${isValidNIK(number)} ${other.sex} ${day(other.birthday)} ${province}`);
}
JS
TZ=UTC node read.js | tee seen

cat >expected <<'TEXT'
man, Denpasar, 14 Feb 1998: nik-parser true pria 1998-02-14; nusantara-valid true Male 1998-02-14 Bali
woman, Denpasar, 14 Feb 2005: nik-parser true pria 1905-03-26; nusantara-valid true Female 2005-02-14 Bali
man, province 91, 14 Feb 1998: nik-parser true pria 1998-02-14; nusantara-valid true Male 1998-02-14 Papua Barat
man, province 93, 14 Feb 1998: nik-parser false pria 1998-02-14; nusantara-valid false Male 1998-02-14 none
man, province 96, 14 Feb 1998: nik-parser false pria 1998-02-14; nusantara-valid false Male 1998-02-14 none
man, Denpasar, 31 Feb 1998: nik-parser true pria 1998-03-03; nusantara-valid true Male 1998-03-03 Bali
TEXT
diff expected seen
echo "as it was on 2026-12-01"
