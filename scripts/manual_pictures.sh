#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Draws the pictures of the manual (docs/manual/*.jpg) with the studio that is built, so that they never go stale.
# usage: scripts/manual_pictures.sh PROJECT   a project with a tuned avatar, for example of the sample photo
set -eu
project=$(realpath "$1")
cd "$(dirname "$0")/.."
studio=${STUDIO:-build/release/app/effigy-studio}
export QT_QPA_PLATFORM=offscreen
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
animated=$scratch/animated.effigy
cp "$project" "$animated"
effigy=${studio%-studio}
"$effigy" edit "$animated" --key headYaw@0=-14 --key headYaw@1.4=12 --key headPitch@0=4 --key headPitch@1.4=-3 >/dev/null
"$effigy" timeline clip "$animated" "Look around" --of-keys --weight 0.8 --fade-out 0.3 >/dev/null
"$effigy" edit "$animated" --key eyeBlinkLeft@0=0 --key eyeBlinkLeft@0.1=1 --key eyeBlinkLeft@0.3=0 \
    --key eyeBlinkRight@0=0 --key eyeBlinkRight@0.1=1 --key eyeBlinkRight@0.3=0 >/dev/null
"$effigy" timeline clip "$animated" Blinks --of-keys --start 0.5 --repeats 4 --add true >/dev/null
"$effigy" edit "$animated" --key jawOpen@0=0 --key jawOpen@0.6=0.5 --key jawOpen@1.2=0.05 --key mouthSmileLeft@0=0.1 \
    --key mouthSmileLeft@1.5=0.8 --key mouthSmileRight@0=0.1 --key mouthSmileRight@1.5=0.8 --key headYaw@0=5 --key headYaw@2=0 \
    --range 0-2 >/dev/null

# picture NAME PROJECT OPTION...
picture() {
    name=$1 from=$2
    shift 2
    echo "$name.jpg"
    "$studio" $from --size 1280x800 --theme dark --language en "$@" --screenshot "docs/manual/$name.jpg" 2>/dev/null
}

picture start "" --size 1280x800
picture animate "$project" --workspace animate
picture compare "$project" --workspace shape --do compare.split
picture fit "$project" --workspace fit
picture shape "$project" --workspace shape --do mode.clay --select jawOpen
picture poses "$project" --workspace animate --preset smile --do view.handles
picture timeline "$animated" --workspace animate --select headYaw
picture style "$project" --workspace style --look watercolour
picture render "$project" --workspace render --do view.safeAreas
for file in docs/manual/*.jpg; do
    [ "$(stat -c %s "$file")" -le 204800 ] || { echo "$file is larger than 200 KB" >&2; exit 1; }
done
