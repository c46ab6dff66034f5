# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
# shellcheck shell=bash
#
# Whether this system can build Vitrine: asked of the meson.build files, which are the only place
# where libraries and their versions are written down.

# Prints the calls of one meson function, one a line.
list_meson_calls () {
  local tree=$1 function=$2

  find "$tree/meson.build" "$tree"/{data,ui,src,po,help,tests} -name meson.build \
    -exec cat {} + 2> /dev/null \
    | sed 's/^[[:space:]]*#.*//' | tr '\n' ' ' \
    | grep -oE "\b$function ?\([^)]*\)" || true
}

# Prints "NAME" or "NAME OP VERSION" for each library that is required, as pkg-config takes it.
list_libraries () {
  list_meson_calls "$1" dependency | grep -v 'required: *false' \
    | sed -nE "s/^dependency ?\( *'([^']+)'(.*version: *'([<>=]+) *([^']+)')?.*/\1 \3 \4/p" \
    | sed 's/ *$//' | sort -u
}

# Prints the programs that are required, but for the scripts of the tree itself.
list_programs () {
  local name

  list_meson_calls "$1" find_program | grep -v 'required: *false' \
    | sed -nE "s/^find_program ?\( *'([^']+)'.*/\1/p" | sort -u \
    | while read -r name; do
        [ -n "$(find "$1/tests" "$1/build-aux" -name "$name" 2> /dev/null)" ] || printf '%s\n' "$name"
      done
}

# version_at_least HAVE WANT
version_at_least () {
  [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]
}

# Prints what this system lacks, one a line, nothing when it can build.
list_missing () {
  local tree=$1 program library want

  for program in meson ninja cc msgfmt glib-compile-resources $(list_programs "$tree"); do
    command -v "$program" > /dev/null || printf '%s\n' "$program"
  done
  want=$(sed -nE "s/.*meson_version: *'>= *([^']+)'.*/\1/p" "$tree/meson.build")
  if command -v meson > /dev/null && ! version_at_least "$(meson --version)" "$want"; then
    printf 'meson >= %s\n' "$want"
  fi
  if ! command -v pkg-config > /dev/null; then
    printf 'pkg-config\n'
    return
  fi
  list_libraries "$tree" | while read -r library; do
    pkg-config --exists "$library" || printf '%s\n' "$library"
  done
}
