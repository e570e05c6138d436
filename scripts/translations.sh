#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Brings the catalogues in resources/translations up to date with the sources: new texts come in as unfinished, texts that
# are gone go. Translate them with Qt Linguist or an editor; a test refuses what is unfinished.
set -eu
cd "$(dirname "$0")/.."
lupdate=${LUPDATE:-/usr/lib/qt6/bin/lupdate}
for language in de en ja ko; do
    only=
    [ "$language" = en ] && only=-pluralonly # every other English text is its own source
    # shellcheck disable=SC2086
    "$lupdate" -silent -no-obsolete -locations none -source-language en -target-language $language $only \
        -I . -extensions cpp,h ui -ts resources/translations/effigy_$language.ts
done
