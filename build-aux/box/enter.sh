#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
#
# enter.sh BOX STAGE TREE own|host [BINDS...] -- [NAME=VALUE...] -- COMMAND...
#
# The first process of the namespaces that lib/box.sh has made: puts a pristine, throw-away layer
# over the box, moves the root there and runs the command. It is pivot_root and not chroot because
# libvirt enters the namespaces of its machines, and a chroot is lost on that way. STAGE is an
# empty folder to mount on; TREE, the source, is at the same path on both sides; file descriptor 9 is
# where messages go.

set -euo pipefail
exec 2>&9 9>&-

fail () {
  printf 'dev: %s\n' "$*" >&2
  exit 1
}

# bind SOURCE TARGET
bind () {
  if [ -d "$1" ]; then
    mkdir -p "$2"
  else
    mkdir -p "${2%/*}"
    : > "$2"
  fi
  mount --rbind "$1" "$2"
}

mount_layers () {
  local options=lowerdir=lower,upperdir=upper,workdir=work count

  mount -t tmpfs -o mode=755,size=75% stage "$stage" || fail "a tmpfs cannot be mounted here."
  cd "$stage"
  mkdir lower upper work root
  mount --bind "$box" lower
  read -r _ _ count < /proc/self/uid_map
  [ "$count" = 4294967295 ] || options+=,userxattr
  mount -t overlay overlay -o "$options" root 2> overlay.log \
    || fail "the kernel cannot put a layer over the box ($(tail -n 1 overlay.log))." \
            "As an ordinary user this needs Linux 5.11; as root any with overlayfs."
  root=$stage/root
}

mount_system () {
  mount --rbind /dev "$root/dev"
  mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
  mount --bind "$root/dev/pts/ptmx" "$root/dev/ptmx"
  mount -t proc proc "$root/proc" 2> /dev/null \
    || fail "/proc cannot be mounted here, as in a container with parts of it hidden:" \
            "start the container with --privileged, or use --here."
  # An ordinary user may mount it only for a network that is his own.
  mount -t sysfs sysfs "$root/sys" 2> /dev/null || mount --rbind /sys "$root/sys"
  mount -t tmpfs -o mode=755 run "$root/run"
  mkdir -p "$root"/run/{lock,sshd,user}
  install -d -m 700 -o 1000 -g 1000 "$root/run/user/1000"
  install -d -m 1777 "$root/tmp"
}

set_up_network () {
  # The name stays what it was outside: the cookies of an X display are filed under it.
  if [ "$net" = host ]; then
    cat /etc/resolv.conf > "$root/etc/resolv.conf" 2> /dev/null || true
    cat /etc/hosts > "$root/etc/hosts" 2> /dev/null || true
  else
    printf '127.0.0.1 localhost\n' > "$root/etc/hosts"
  fi
  printf '127.0.1.1 %s\n' "$(uname -n)" >> "$root/etc/hosts"
}

give_to_tester () {
  local folder

  # An interrupted run may have left something of root's.
  for folder in build build-asan; do
    [ ! -d "$tree/$folder" ] || chown -R 1000:1000 "$tree/$folder" 2> /dev/null \
      || fail "$tree/$folder was made by another user: remove it (build-aux/dev clean, as that user)."
  done
}

enter_root () {
  mkdir -p "$root/.outside"
  cd "$root"
  pivot_root . .outside
  umount -l /.outside
  rmdir /.outside
  [ "$net" = host ] || ip link set lo up
}

box=$1 stage=$2 tree=$3 net=$4
shift 4
environment=(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8)

mount_layers
mount_system
bind "$tree" "$root$tree"
give_to_tester
while [ "$1" != -- ]; do
  case $1 in
    --bind) bind "$2" "$root$3"; shift 3 ;;
    --home) chown 1000:1000 "$2"; bind "$2" "$root/home/tester"; shift 2 ;;
    --wayland)
      bind "$2" "$root/run/user/1000/wayland-0"
      environment+=(WAYLAND_DISPLAY=wayland-0)
      shift 2
      ;;
    --xauthority)
      install -m 600 -o 1000 -g 1000 "$2" "$root/run/user/1000/xauthority"
      environment+=(XAUTHORITY=/run/user/1000/xauthority)
      shift 2
      ;;
  esac
done
shift
while [ "$1" != -- ]; do
  environment+=("$1")
  shift
done
shift
set_up_network
enter_root
cd "$tree"

status=0
env -i "${environment[@]}" "$@" || status=$?
exit "$status"
