#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
#
# make.sh SUITE MIRROR LIST FOLDER: writes the box as a tar to standard output. Run as the root of a
# mount and PID namespace, so that nothing stays mounted or running if it is killed. The box is
# keyed by this file and by the list.

set -euo pipefail
suite=$1 mirror=$2 list=$3 folder=$4

include=$(sed 's/#.*//' "$list" | tr -s ' \t\n' ',,,' | sed 's/^,//; s/,$//')

# mmdebstrap asks no configuration but its own, so the proxy of this system has to be told.
options=()
for scheme in http https; do
  eval "$(apt-config shell proxy "Acquire::$scheme::Proxy")"
  [ -z "${proxy-}" ] || options+=(--aptopt="Acquire::$scheme::Proxy \"$proxy\";")
  unset proxy
done

# Documentation is a tenth of the box and nobody reads it there; translations are tested.
export TMPDIR=$folder
exec mmdebstrap --mode=root --variant=minbase --include="$include" "${options[@]}" \
  --aptopt='APT::Install-Recommends "false";' \
  --aptopt='Acquire::Retries "3";' \
  --dpkgopt=force-unsafe-io \
  --dpkgopt='path-exclude=/usr/share/doc/*' \
  --dpkgopt='path-exclude=/usr/share/info/*' \
  --dpkgopt='path-exclude=/usr/share/man/*' \
  --customize-hook='chroot "$1" groupadd --gid 1000 tester' \
  --customize-hook='chroot "$1" useradd --create-home --uid 1000 --gid 1000 --groups kvm,libvirt --shell /bin/bash tester' \
  "$suite" - "deb $mirror $suite main"
