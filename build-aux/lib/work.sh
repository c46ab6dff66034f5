#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
#
# work.sh VERB ARGS: what build-aux/dev does at the place where the tools are. In the box it begins
# as root and does everything as the ordinary user "tester", but for the ring that needs root.

set -euo pipefail

tree=$PWD
lib=$tree/build-aux/lib
# shellcheck source=build-aux/lib/say.sh
. "$lib/say.sh"

program=build/src/app/vitrine
in_box=${VITRINE_BOX:+yes}

# as_user COMMAND...
as_user () {
  if [ -n "$in_box" ]; then
    setpriv --reuid tester --regid tester --init-groups \
      env HOME=/home/tester USER=tester LOGNAME=tester XDG_RUNTIME_DIR=/run/user/1000 "$@"
  else
    "$@"
  fi
}

check_tree () {
  as_user test -r meson.build -a -x src -a -r src/meson.build \
    || die "other users cannot read this source tree, and the box builds as one of them:" \
           "chmod -R go+rX $tree"
}

# Where and how a build folder was made; made another way, it is made anew.
describe_place () {
  if [ -n "$in_box" ]; then
    printf 'box %s %s\n' "$VITRINE_BOX" "$*"
  else
    printf 'here %s %s\n' "$(uname -nm)" "$*"
  fi
}

# set_up FOLDER OPTIONS...
set_up () {
  local folder=$1 kind log
  shift

  kind=$(describe_place "$@")
  log=$folder/setup.txt
  if [ -f "$folder/build.ninja" ] && [ "$(cat "$folder/.kind" 2> /dev/null)" = "$kind" ]; then
    return
  fi
  [ ! -d "$folder" ] || find "$folder" -mindepth 1 -delete
  mkdir -p "$folder"
  [ -z "$in_box" ] || chown tester:tester "$folder"
  if ! as_user bash -c 'log=$1; shift; exec "$@" > "$log" 2>&1' setup "$log" \
       meson setup "$@" "$folder"; then
    tail -n 20 "$log" >&2
    say "meson could not set up $folder; the lines above say why."
    return 1
  fi
  printf '%s\n' "$kind" | as_user tee "$folder/.kind" > /dev/null
}

main_options () {
  # A warning stops a change from being merged, it does not stop a person in the middle of one.
  [ -z "${CI-}" ] || printf '%s\n' --werror
}

# compile FOLDER TARGET...: says nothing when there is nothing to do.
compile () {
  local folder=$1
  shift

  if ! as_user ninja -C "$folder" -n "$@" | grep -q 'no work to do'; then
    as_user ninja -C "$folder" "$@"
  fi
}

build_main () {
  # shellcheck disable=SC2046
  set_up build $(main_options) && compile build "$@"
}

build_sanitized () {
  set_up build-asan -Db_sanitize=address,undefined -Db_lundef=false \
    && compile build-asan meson-test-prereq
}

# in_session COMMAND...: on a session bus of its own, whose daemon's chatter nobody needs to see.
in_session () {
  # shellcheck disable=SC2016
  as_user dbus-run-session -- bash -c 'exec "$@" >&8 2>&9 8>&- 9>&-' session "$@" \
    8>&1 9>&2 > /dev/null 2>&1
}

# ---- the verbs ----

verb_build () {
  build_main all
}

verb_run () {
  local once=no command=()

  [ "$1" != --once ] || { once=yes; shift; }
  shift
  build_main all
  [ -x "$program" ] || die "the build made no $program."

  command=(env GSETTINGS_SCHEMA_DIR="$tree/build/data")
  # Settings in a file of their own, as the box has no desktop that keeps them.
  [ -z "$in_box" ] || command+=(GSETTINGS_BACKEND=keyfile)
  if [ -z "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
    command+=(bash "$lib/show.sh" "$once" "$tree/build/vitrine.png" "$tree/$program" "$@")
    in_session "${command[@]}"
  else
    [ "$once" = no ] || say "--once is for a machine without a display; the window stays open here."
    command+=("$tree/$program" "$@")
    if [ -n "$in_box" ]; then
      in_session "${command[@]}"
    else
      as_user "${command[@]}"
    fi
  fi
}

# run_ring RING FOLDER SUITE OPTIONS...: adds the ring to $results, whatever comes of it.
run_ring () {
  local ring=$1 folder=$2 suite=$3 runner=as_user
  shift 3

  [ "$suite" != lab ] || runner=
  rm -f "$folder/meson-logs/ring-$ring".*
  results+=("$ring=$folder/meson-logs/ring-$ring")
  if ! as_user meson test -C "$folder" --list --suite "$suite" 2> /dev/null | grep -q .; then
    as_user touch "$folder/meson-logs/ring-$ring.json"
    return
  fi
  printf '\n---- %s ----\n' "$ring"
  $runner meson test -C "$folder" --no-rebuild --suite "$suite" --logbase "ring-$ring" \
    --print-errorlogs "$@" || true
}

verb_test () {
  local rings=("$@") results=() ring

  [ $# -gt 0 ] || rings=(checks unit virt ui lab)
  if build_main all meson-test-prereq; then
    for ring in "${rings[@]}"; do
      run_ring "$ring" build "$ring"
    done
  else
    results+=(build=none)
  fi
  if [ $# -eq 0 ]; then
    if build_sanitized; then
      for ring in unit virt; do
        run_ring "$ring-asan" build-asan "$ring" --timeout-multiplier 3
      done
    else
      results+=(build-asan=none)
    fi
  fi
  printf '\n'
  python3 "$lib/count.py" "${results[@]}"
}

verb_shell () {
  local user=$1 runner=as_user
  shift

  [ "$user" != root ] || runner=
  [ $# -gt 0 ] || set -- bash
  $runner "$@"
}

verb_shots () {
  build_main all
  [ -x tests/ui/shots.sh ] || die "there is no tests/ui/shots.sh to take the pictures."
  as_user mkdir -p build/shots
  as_user tests/ui/shots.sh "$tree/build/shots"
}

verb_bench () {
  build_main all
  [ -x tests/bench/run ] || die "there is no tests/bench/run to measure with."
  as_user tests/bench/run "$@"
}

verb=$1
shift
check_tree
"verb_$verb" "$@"
