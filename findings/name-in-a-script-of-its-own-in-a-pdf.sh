#!/usr/bin/env bash
# What a certificate says in Balinese script is read from its PDF by some programs, and by others not.
#
# Guess: whoever takes text out of a PDF takes `/ActualText` where it stands, because the format says that
# it replaces what is drawn (ISO 32000-1, 14.9.4), and PDF/A and screen readers rely on it.
# Behaviour: PDFium (Chromium) and MuPDF do. pypdf, pdfminer.six and pdf.js (Firefox) give the glyphs'
# own letters in the order in which they are drawn. In scripts whose vowels stand before, below and above
# their consonant that is another word, so who compares names by machine finds them different; for Latin
# letters both agree. PDFium learnt it lately: as pypdfium2 4.30.0 had it (2024), it didn't.
# What helps: compare with Balai's own answer for the number (`certificate(number:)`), not with the file.
#
# Seen with pypdfium2 5.15.2, PyMuPDF 2.0, pypdf 7.1.1, pdfminer.six 20260107 (Python 3.11) and
# pdfjs-dist 5.5.207 (Node.js 20) on 2026-12-01.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm init -y >npm.log
npm install --silent --no-audit --no-fund pdfjs-dist@5.5.207
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check \
  pypdfium2==5.15.2 PyMuPDF==2.0 pypdf==7.1.1 pdfminer.six==20260107

# A page on which "W1Y2N" is drawn for the four letters of "Wayan" in Balinese script.
cat >make.py <<'PY'
drawn = b"/Span << /ActualText <FEFF1B2F1B2C1B261B44> >> BDC (W1Y2N) Tj EMC ( Sukma) Tj"
content = b"BT /F 24 Tf 72 700 Td " + drawn + b" ET"
objects = [
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    b" /Resources << /Font << /F 5 0 R >> >> >>",
    b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
]
file, places = b"%PDF-1.7\n", []
for number, text in enumerate(objects, 1):
    places.append(len(file))
    file += b"%d 0 obj\n%s\nendobj\n" % (number, text)
start = len(file)
file += b"xref\n0 6\n0000000000 65535 f \n"
file += b"".join(b"%010d 00000 n \n" % place for place in places)
file += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
open("page.pdf", "wb").write(file)
PY
python/bin/python make.py

cat >read.py <<'PY'
import pdfminer.high_level
import pymupdf
import pypdf
import pypdfium2

page = pypdfium2.PdfDocument("page.pdf")[0].get_textpage()
print("PDFium:", page.get_text_bounded().strip())
print("MuPDF:", pymupdf.open("page.pdf")[0].get_text().strip())
print("pypdf:", pypdf.PdfReader("page.pdf").pages[0].extract_text().strip())
print("pdfminer.six:", pdfminer.high_level.extract_text("page.pdf").strip())
PY
cat >read.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const data = new Uint8Array(readFileSync('page.pdf'));
const file = await getDocument({ data, verbosity: 0 }).promise;
const { items } = await (await file.getPage(1)).getTextContent();
console.log('pdf.js:', items.map((item) => item.str).join(''));
JS
python/bin/python read.py | tee seen
node read.mjs 2>warnings | tee -a seen

cat >expected <<'TEXT'
PDFium: ᬯᬬᬦ᭄ Sukma
MuPDF: ᬯᬬᬦ᭄ Sukma
pypdf: W1Y2N Sukma
pdfminer.six: W1Y2N Sukma
pdf.js: W1Y2N Sukma
TEXT
diff expected seen
echo "as it was on 2026-12-01"
