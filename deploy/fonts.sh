#!/bin/sh
# Remakes the two fonts of the base theme from the npm packages of Fontsource (OFL, licences beside).
# Run from the root of the project (sh deploy/fonts.sh); needs npm and fonttools[woff] (a development dependency).
# Characters: Basic Latin, the accents of French and its neighbours, œ Œ, « » and other quotes,
# dashes, ellipsis, €, no-break space; the packages hold no №, arrows or narrow no-break space.
set -eu
export SOURCE_DATE_EPOCH=1764547200 # same input, same bytes

TEXT=@fontsource-variable/hanken-grotesk@5.3.0
PLATE=@fontsource/barlow-condensed@5.3.0
ACCENTS=U+00C0,U+00C2,U+00C4,U+00C6-00CB,U+00CE,U+00CF,U+00D4,U+00D6,U+00D9-00DC,U+0152
ACCENTS=$ACCENTS,U+00DF-00E4,U+00E6-00EF,U+00F1-00F6,U+00F9-00FC,U+00FF,U+0153
MARKS=U+00A0,U+00A7,U+00A9,U+00AB,U+00B0,U+00B2,U+00B3,U+00B7,U+00BB,U+00D7
MARKS=$MARKS,U+2013,U+2014,U+2018-201E,U+2022,U+2026,U+20AC,U+2212
CHARACTERS=U+0020-007E,$ACCENTS,$MARKS

here=$(cd "$(dirname "$0")/../static/fonts" && pwd)
bin=${BIN:-.venv/bin}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fetch() {
	(cd "$work" && tar xzf "$(npm pack --silent "$1")" && mv package "$2")
}

subset() {
	"$bin/pyftsubset" "$1" --unicodes="$CHARACTERS" --flavor=woff2 --output-file="$2" \
		--layout-features=kern,liga,mark,ccmp,locl,tnum,sups --no-hinting
}

fetch "$TEXT" text
fetch "$PLATE" plate
"$bin/fonttools" varLib.instancer -q "$work/text/files/hanken-grotesk-latin-wght-normal.woff2" \
	wght=400:700 -o "$work/text.ttf"
subset "$work/text.ttf" "$here/hanken-grotesk.woff2"
subset "$work/plate/files/barlow-condensed-latin-600-normal.woff2" "$here/barlow-condensed.woff2"
cp "$work/text/LICENSE" "$here/hanken-grotesk.OFL.txt"
cp "$work/plate/LICENSE" "$here/barlow-condensed.OFL.txt"
ls -l "$here"
