# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
# shellcheck shell=bash
#
# The box: a Debian 13 root file system, made once from build-aux/box/packages.list, kept as a tar
# with its unpacked folder beside it, and entered by build-aux/box/enter.sh in namespaces of its own.

box_suite=trixie
box_net=own
box_binds=()
box_environment=()
box_cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/vitrine

# KiB: the tree in the making with its tar, then the tar with its unpacked folder.
box_space=4500000
box_unpacked_space=2300000

# The same for root and for an ordinary user, who becomes "tester" inside and has a range of
# subordinate ids for everyone else, root included.
box_namespaces=(unshare --mount --propagation private --pid --fork --kill-child --uts)
if [ "$EUID" -ne 0 ]; then
  box_namespaces+=(--user --map-user=1000 --map-group=1000 --map-auto --setuid 0 --setgid 0)
fi

name_box () {
  local key

  key=$(cat "$tree"/build-aux/box/{packages.list,make.sh} | sha256sum)
  printf '%s/box-%s\n' "$box_cache" "${key:0:16}"
}

# ---- what must be so before anything is begun ----

check_rights () {
  if [ "$EUID" -ne 0 ]; then
    if ! command -v newuidmap > /dev/null; then
      die "making the Debian 13 box as an ordinary user needs newuidmap:" \
        "install uidmap (sudo apt-get install uidmap mmdebstrap), or do this as root."
    fi
    if ! grep -qE "^($(id -un)|$EUID):" /etc/subuid || ! grep -qE "^($(id -un)|$EUID):" /etc/subgid; then
      die "you have no subordinate user ids, which the Debian 13 box needs:" \
        "sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un)"
    fi
  fi
  "${box_namespaces[@]}" true 2> /dev/null && return
  if [ "$EUID" -eq 0 ]; then
    die "root may not make namespaces here, so the Debian 13 box cannot be entered: start this" \
      "container with --privileged, or install what README.md lists for this system and use --here."
  fi
  die "you may not make user namespaces here, so the Debian 13 box cannot be entered: allow them" \
    "(sysctl kernel.unprivileged_userns_clone=1, or kernel.apparmor_restrict_unprivileged_userns=0)," \
    "do this as root, or install what README.md lists for this system and use --here."
}

check_space () {
  local wanted=$1 have

  have=$(df -Pk "$box_cache" | awk 'NR == 2 { print $4 }')
  [ "$have" -ge "$wanted" ] || die "$box_cache has $((have / 1024)) MB free and the Debian 13 box" \
    "needs $((wanted / 1024)) MB: make room, or set XDG_CACHE_HOME to a folder on another disk."
}

check_tree () {
  [ -w "$tree" ] || die "you may not write to $tree, where everything is built: use a clone of your own."
}

check_cache () {
  [ "$(uname -m)" = x86_64 ] || die "the Debian 13 box is made for x86_64, and this is $(uname -m):" \
    "install what README.md lists for your system and use --here."
  mkdir -p "$box_cache/mount" 2> /dev/null && [ -O "$box_cache" ] && [ -w "$box_cache" ] \
    || die "$box_cache cannot be written to or is not yours: set XDG_CACHE_HOME to a folder that is."
}

# ---- making ----

install_mmdebstrap () {
  command -v mmdebstrap > /dev/null && return
  [ "$EUID" -eq 0 ] || die "making the Debian 13 box needs mmdebstrap:" \
    "sudo apt-get install mmdebstrap uidmap"
  command -v apt-get > /dev/null || die "making the Debian 13 box needs mmdebstrap, and this system" \
    "has no apt-get: install what README.md lists for your system and use --here."
  say "installing mmdebstrap"
  if ! guarded apt-get install -y --no-install-recommends mmdebstrap > "$1/apt.log" 2>&1; then
    guarded apt-get update >> "$1/apt.log" 2>&1 \
      && guarded apt-get install -y --no-install-recommends mmdebstrap >> "$1/apt.log" 2>&1 \
      || { tail -n 5 "$1/apt.log" >&2
           die "mmdebstrap could not be installed: check the network, or install it by hand."; }
  fi
}

check_keyring () {
  local keys=(/usr/share/keyrings/debian-archive-"$box_suite"-stable.*)

  [ -e "${keys[0]}" ] || die "this system does not have the keys of Debian 13, to check its packages" \
    "with: bring debian-archive-keyring up to date (apt-get install debian-archive-keyring;" \
    "2023.3+deb12u2 of Debian 12 and 2025.1 have them)."
}

make_tar () {
  local box=$1 work

  check_space "$box_space"
  work=$(mktemp -d "$box_cache/new.XXXXXX")
  guard_litter+=("$work")
  install_mmdebstrap "$work"
  check_keyring
  find_mirror "$box_suite" "$work"
  say "making the Debian 13 box from $mirror (once; about two minutes)"
  if ! guarded "${box_namespaces[@]}" bash "$tree/build-aux/box/make.sh" "$box_suite" "$mirror" \
       "$tree/build-aux/box/packages.list" "$work" > "$work/box.tar" 2> "$work/log"; then
    tail -n 15 "$work/log" >&2
    die "the Debian 13 box could not be made; the lines above say why. If it was the network or" \
      "the mirror, start again."
  fi
  mv "$work/box.tar" "$box.tar"
  remove_tree "$work"
}

unpack_tar () {
  local box=$1 work

  check_space "$box_unpacked_space"
  work=$(mktemp -d "$box_cache/new.XXXXXX")
  guard_litter+=("$work")
  say "unpacking the Debian 13 box"
  # Moved from inside, too: to an ordinary user it belongs to somebody else.
  # shellcheck disable=SC2016
  if ! guarded "${box_namespaces[@]}" bash -c \
       'mkdir "$2/box" && tar -xpf "$1" --numeric-owner --exclude="./dev/*" -C "$2/box" \
        && mv -T "$2/box" "$3"' tar "$box.tar" "$work" "$box" 2> "$work/log"; then
    tail -n 5 "$work/log" >&2
    rm -f "$box.tar"
    die "the cached box could not be unpacked, so it was removed: start again to make a new one."
  fi
  remove_tree "$work"
}

# What a run that was killed outright had no time to remove, while nobody else is making a box.
remove_leftovers () {
  local path

  for path in "$box_cache"/new.*; do
    remove_tree "$path"
  done
}

# Keeps the box that was used last besides this one, for a person who goes between two branches.
remove_old_boxes () {
  local current=$1 kept=0 lock box old

  # shellcheck disable=SC2012
  for lock in $(cd "$box_cache" && ls -t box-*.lock 2> /dev/null); do
    box=$box_cache/${lock%.lock}
    [ "$box" != "$current" ] || continue
    kept=$((kept + 1))
    [ "$kept" -gt 1 ] || continue
    exec {old}> "$box.lock"
    if flock -n "$old"; then
      rm -f "$box.tar" "$box.lock"
      remove_tree "$box"
    fi
    exec {old}>&-
  done
}

prepare_box () {
  local box=$1 making

  [ ! -d "$box" ] || return 0
  exec {making}> "$box_cache/lock"
  if ! flock -n "$making"; then
    say "the Debian 13 box is being made by another run; waiting for it"
    guarded flock "$making"
  fi
  if [ ! -d "$box" ]; then
    remove_leftovers
    [ -f "$box.tar" ] || make_tar "$box"
    unpack_tar "$box"
    remove_old_boxes "$box"
  fi
  exec {making}>&-
}

# ---- entering ----

bind_home () {
  mkdir -p "$box_cache/home" 2> /dev/null || true
  box_binds+=(--home "$box_cache/home")
}

# The display that the person sits at, if there is one, and with it the network: a person connects
# to hosts elsewhere from here, and a display forwarded by ssh is a TCP port. A virtual display has
# a network of its own, as the numbers of X displays are shared by all who share a network.
bind_display () {
  local socket=${WAYLAND_DISPLAY-} screen

  case $socket in
    '' | /*) ;;
    *) socket=${XDG_RUNTIME_DIR-}/$socket ;;
  esac
  if [ -S "$socket" ]; then
    box_binds+=(--wayland "$socket")
    box_net=host
  elif [ -n "${DISPLAY-}" ]; then
    screen=${DISPLAY#*:}
    screen=${screen%%.*}
    case $DISPLAY in
      :* | unix:*)
        if [ ! -S "/tmp/.X11-unix/X$screen" ]; then
          say "DISPLAY is $DISPLAY, but there is no such display"
          return
        fi
        box_binds+=(--bind /tmp/.X11-unix /tmp/.X11-unix)
        ;;
    esac
    box_environment+=("DISPLAY=$DISPLAY")
    box_net=host
    if [ -r "${XAUTHORITY:-$HOME/.Xauthority}" ]; then
      box_binds+=(--xauthority "${XAUTHORITY:-$HOME/.Xauthority}")
    fi
  fi
}

bind_libvirt () {
  [ ! -d /run/libvirt ] || box_binds+=(--bind /run/libvirt /run/libvirt)
}

# enter_box COMMAND...: as the root of the box, in the source tree.
enter_box () {
  local box use net=() name

  check_tree
  check_cache
  check_rights
  trap remove_litter EXIT
  box=$(name_box)
  # Shared while somebody is in there, so that no other run takes it for an old one.
  exec {use}> "$box.lock"
  flock -s "$use"
  prepare_box "$box"

  # Shared memory is how a display on this machine is drawn to.
  [ "$box_net" = host ] || net=(--net --ipc)
  for name in CI TERM NO_COLOR G_MESSAGES_DEBUG GTK_DEBUG GDK_DEBUG GSK_RENDERER GDK_BACKEND \
              GTK_THEME MESON_TESTTHREADS "${!VITRINE_@}"; do
    [ -z "${!name-}" ] || box_environment+=("$name=${!name}")
  done
  # "unshare" grumbles when it is interrupted; everybody else speaks through 9.
  guarded "${box_namespaces[@]}" "${net[@]}" bash "$tree/build-aux/box/enter.sh" "$box" \
    "$box_cache/mount" "$tree" "$box_net" "${box_binds[@]}" -- \
    "${box_environment[@]}" "VITRINE_BOX=${box##*-}" -- "$@" 9>&2 2> /dev/null
}

# ---- removing ----

# Also what belongs to the subordinate ids of an ordinary user.
remove_tree () {
  [ -e "$1" ] || return 0
  rm -rf "$1" 2> /dev/null || "${box_namespaces[@]}" rm -rf "$1" \
    || die "$1 could not be removed."
}

remove_boxes () {
  local path

  for path in "$box_cache"/{box-*,new.*,lock,mount,home}; do
    remove_tree "$path"
  done
  rmdir "$box_cache" 2> /dev/null || true
}
