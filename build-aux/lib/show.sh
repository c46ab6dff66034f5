#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
#
# show.sh yes|no PICTURE PROGRAM ARGS...: shows the program on a display of its own, and writes a
# picture of its window as soon as its list is filled. "yes" ends it then, else it keeps running.

set -euo pipefail

lib=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=build-aux/lib/say.sh
. "$lib/say.sh"

once=$1 picture=$2
shift 2
folder=$(mktemp -d)
children=()

finish () {
  kill "${children[@]}" 2> /dev/null || true
  wait "${children[@]}" 2> /dev/null || true
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

start_display () {
  local tool

  for tool in Xvfb import xwininfo; do
    command -v "$tool" > /dev/null \
      || die "there is no display, and to start one this system lacks $tool:" \
             "install xvfb, x11-utils and imagemagick, or use --box."
  done
  mkfifo "$folder/number"
  Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3> "$folder/number" 2> "$folder/xvfb.log" &
  children+=($!)
  read -r -t 20 number < "$folder/number" || die "Xvfb did not start: $(tail -n 1 "$folder/xvfb.log")"
  export DISPLAY=:$number GDK_BACKEND=x11 GSK_RENDERER=${GSK_RENDERER:-cairo}
  say "there is no display, so the program is shown on a virtual one (DISPLAY=$DISPLAY)"
  # Without a window manager no window is the active one, and it is drawn pale.
  if command -v openbox > /dev/null; then
    openbox > /dev/null 2>&1 &
    children+=($!)
  fi
}

# Prints the id of the program's window, which is the largest that has a title.
find_window () {
  xwininfo -root -tree 2> /dev/null \
    | sed -nE 's/^ *(0x[0-9a-f]+) ".*" *[0-9]*.*: \(.*\) +([0-9]+)x([0-9]+)\+.*/\1 \2 \3/p' \
    | awk '$2 * $3 > largest { largest = $2 * $3; id = $1 } END { if (largest > 10000) print id }'
}

# wait_for SECONDS COMMAND...: until it succeeds; fails when the program or the time is over.
wait_for () {
  local end=$((SECONDS + $1))
  shift

  until "$@"; do
    kill -0 "$program" 2> /dev/null || return 1
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.1
  done
}

window_is_there () {
  window=$(find_window)
  [ -n "$window" ]
}

# The window is drawn when two pictures in a row are the same, or nearly: graphs go on moving.
take_picture () {
  local last="" now _

  for _ in 1 2 3 4 5 6 7 8; do
    import -window "$window" -silent "$folder/now.png" || return 1
    now=$(sha256sum < "$folder/now.png")
    [ "$now" != "$last" ] || break
    last=$now
    sleep 0.2
  done
  mv "$folder/now.png" "$picture"
}

start_display
rm -f "$picture"
VITRINE_READY_FILE=$folder/ready "$@" &
program=$!
children=("$program" "${children[@]}")

shown=no
if wait_for 60 window_is_there; then
  if wait_for 60 test -s "$folder/ready"; then
    filled="its list filled ($(head -n 1 "$folder/ready"))"
  else
    filled="though it did not say within a minute that its list is filled"
  fi
  if window_is_there && take_picture; then
    shown=yes
    say "the window is in ${picture#"$PWD"/}, $filled"
    [ "$once" = no ] || exit 0
    say "it keeps running until you interrupt it (Ctrl-C)"
  fi
fi

if [ "$shown" = no ] && kill -0 "$program" 2> /dev/null; then
  say "no window of the program could be seen within a minute"
  [ "$once" = no ] || exit 1
fi
status=0
wait "$program" || status=$?
if [ "$shown" = no ]; then
  say "the program ended with status $status before its window could be seen"
  [ "$status" -ne 0 ] || status=1
fi
exit "$status"
