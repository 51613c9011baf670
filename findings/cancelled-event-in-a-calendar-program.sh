#!/usr/bin/env bash
# A calendar program keeps an event that was cancelled, and takes an older version of it for the newer.
#
# Guess: a file with METHOD:CANCEL, the event's own UID, a greater SEQUENCE and STATUS:CANCELLED takes the
# event out of a calendar that has it (RFC 5546, 3.2.5); and a file with a smaller SEQUENCE than the
# calendar's changes nothing (RFC 5545, 3.8.7.4).
# Behaviour: khal reads neither METHOD nor SEQUENCE. The cancelled event stays on its day, with the word
# CANCELLED before it, which comes from STATUS alone. A file with SEQUENCE 1 replaces the event of SEQUENCE
# 5: who opens an older file once more goes on the wrong day.
# What Balai does: the file of a session that was called off says so in the title of each event, besides
# METHOD, STATUS and SEQUENCE, and has no alarm; the file is never kept by browsers (`no-cache`), so that
# the link gives today's days.
#
# Seen with khal 0.14.1 and icalendar 7.3.2 (Python 3.11) on 2026-12-01.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check khal==0.14.1 icalendar==7.3.2
mkdir -p config/khal data cache
cat >config/khal/config <<CONFIG
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Asia/Makassar
default_timezone = Asia/Makassar
[calendars]
[[training]]
path = $folder/calendar
CONFIG
export XDG_CONFIG_HOME=$folder/config XDG_DATA_HOME=$folder/data XDG_CACHE_HOME=$folder/cache

# file METHOD SEQUENCE STATUS DAY
file() {
  printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//finding//finding//ID "METHOD:$1" \
    BEGIN:VTIMEZONE TZID:Asia/Makassar BEGIN:STANDARD DTSTART:19700101T000000 TZOFFSETFROM:+0800 \
    TZOFFSETTO:+0800 TZNAME:WITA END:STANDARD END:VTIMEZONE \
    BEGIN:VEVENT UID:session-1@finding.example DTSTAMP:20270101T000000Z "SEQUENCE:$2" "STATUS:$3" \
    "DTSTART;TZID=Asia/Makassar:202701$4T090000" "DTEND;TZID=Asia/Makassar:202701$4T100000" \
    SUMMARY:Las END:VEVENT END:VCALENDAR
}
# Each file in turn into an empty calendar; then what it shows.
shows() {
  rm -rf calendar data/khal
  mkdir -p calendar
  for one in "$@"; do
    python/bin/khal --no-color import --batch "$one"
  done
  python/bin/khal --no-color list --format "{status}{start-date} {title}" --day-format "" 2027-01-01 20d
}

file PUBLISH 1 CONFIRMED 04 >published.ics
file CANCEL 2 CANCELLED 04 >cancelled.ics
file PUBLISH 5 CONFIRMED 11 >moved.ics
{
  echo "cancelled: $(shows published.ics cancelled.ics)"
  echo "older: $(shows moved.ics published.ics)"
} | tee seen
diff - seen <<'SEEN'
cancelled: CANCELLED 2027-01-04 Las
older: CONFIRMED 2027-01-04 Las
SEEN
echo "as it was on 2026-12-01"
