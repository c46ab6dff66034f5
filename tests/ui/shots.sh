#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
#
# Takes the pictures of the gallery from the build tree: shots.sh FOLDER [NAME]
# Dialogs and widgets by themselves are taken from inside of a program of their own, the window is
# taken on a desktop as a person sees it.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "${BUILD:-$here/../../build}" && pwd)
folder=$1
name=${2:-}

ninja -C "$build" tests/ui/shots-widgets src/app/vitrine > /dev/null

take_widgets () {
  GSETTINGS_SCHEMA_DIR="$build/data" GSETTINGS_BACKEND=memory GSK_RENDERER=cairo \
    GDK_BACKEND=x11 GTK_A11Y=none ADW_DISABLE_PORTAL=1 LC_ALL=C.UTF-8 \
    "$here/run-on-display" "$build/tests/ui/shots-widgets" "$folder" ${name:+"$name"}
}

# take_program PART
take_program () {
  PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$here/../lib" VITRINE_BUILD="$build" \
    python3 "$here/shots-program.py" "$folder" "$1" ${name:+"$name"}
}

status=0
{ take_program hosts; take_program consoles; } & hosts=$!
take_widgets || status=1
ADW_DEBUG_HIGH_CONTRAST=1 take_widgets || status=1
take_program demo || status=1
wait "$hosts" || status=1

{
  printf '<!DOCTYPE html>\n<meta charset="utf-8">\n<title>Vitrine</title>\n'
  printf '<style>body { font: 16px sans-serif; background: #888 } figure { display: inline-block }'
  printf ' img { max-width: 45vw }</style>\n'
  for picture in "$folder"/*.png; do
    file=$(basename "$picture")
    printf '<figure><a href="%s"><img src="%s" alt=""></a><figcaption>%s</figcaption></figure>\n' \
      "$file" "$file" "${file%.png}"
  done
} > "$folder/index.html"
exit $status
