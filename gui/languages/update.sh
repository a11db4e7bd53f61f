#!/bin/sh
# Brings the .ts files up to date with the texts in gui/. Needs lupdate (Debian: qt6-l10n-tools); building needs neither.
# What is new stands there as unfinished: fill it in with Qt Linguist or an editor.
set -eu
cd "$(dirname "$0")/../.."
lupdate=$(command -v lupdate || echo /usr/lib/qt6/bin/lupdate)
aliases=
# Functions of ours that hand their text to QCoreApplication::translate().
for f in cell_tr fault_tr flight_tr links_tr key_text view_text in_words translated word; do
  aliases="$aliases -tr-function-alias tr+=$f"
done
# shellcheck disable=SC2086  # one word per alias
"$lupdate" $aliases -locations none -no-obsolete gui -ts gui/languages/kafkasim_de.ts
"$lupdate" $aliases -locations none -no-obsolete -pluralonly gui -ts gui/languages/kafkasim_en.ts
