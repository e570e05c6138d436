#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Plays a worker of the studio. Arguments: what to do, then a picture for previews.
case "$1" in
finish)
    echo '{"event":"progress","stage":"fit","done":1,"of":2,"eta_s":3,"metrics":{"psnr":21.5}}'
    printf '{"event":"preview","image":"%s"}\n' "$2"
    echo '{"event":"progress","stage":"fit","done":2,"of":2}'
    echo '{"event":"result","project":"/tmp/made.effigy"}' ;;
unended) printf '{"event":"result","project":"/tmp/made.effigy"}' ;;
error)
    echo '{"event":"error","code":"no_face","message":"No face was found","hint":"Try a frontal photo"}'
    exit 1 ;;
die) kill -SEGV $$ ;;
silent) exit 0 ;;
result_then_fail) echo '{"event":"result","project":"/tmp/made.effigy"}'; exit 1 ;;
garbage)
    echo 'warming up'; echo '{"event":'; echo '[]'; echo 'stderr speaks' >&2
    echo '{"event":"result","project":"/tmp/made.effigy"}' ;;
wait) # saves when asked to stop
    trap 'echo saved >&2; exit 130' TERM
    echo '{"event":"progress","stage":"pivot","done":1,"of":100}'
    while :; do sleep 0.05; done ;;
hang) # does not listen
    trap '' TERM
    echo '{"event":"progress","stage":"pivot","done":1,"of":100}'
    while :; do sleep 0.05; done ;;
esac
