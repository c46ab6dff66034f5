#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
#
# Takes the pictures of the gallery from the build tree: shots.sh FOLDER [NAME]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
build=${BUILD:-$here/../../build}
folder=$1
name=${2:-}

ninja -C "$build" tests/ui/shots-widgets > /dev/null

export GSETTINGS_SCHEMA_DIR="$build/data" GSETTINGS_BACKEND=memory
export GSK_RENDERER=cairo GDK_BACKEND=x11 GTK_A11Y=none ADW_DISABLE_PORTAL=1 LC_ALL=C.UTF-8

"$here/run-on-display" "$build/tests/ui/shots-widgets" "$folder" ${name:+"$name"}
ADW_DEBUG_HIGH_CONTRAST=1 \
  "$here/run-on-display" "$build/tests/ui/shots-widgets" "$folder" ${name:+"$name"}
