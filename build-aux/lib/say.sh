# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
# shellcheck shell=bash
#
# How the scripts speak: a sentence on standard error, and an exit status.

say () {
  printf 'dev: %s\n' "$*" >&2
}

die () {
  say "$@"
  exit 1
}

# What was typed makes no sense: 2, like every other command does.
misuse () {
  say "$@"
  exit 2
}
