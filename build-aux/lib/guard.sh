# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
# shellcheck shell=bash
#
# Running a child so that a signal to this script ends the child, all that the child started, and
# what was to be removed in the end. A shell that waits in the foreground would only notice a
# signal when the child is done, hence the background and "wait".

guard_child=

# Files and folders to remove however this script ends.
guard_litter=()

# guarded COMMAND...: runs it, and returns its status.
guarded () {
  local status=0

  trap 'end_guarded 130' INT
  trap 'end_guarded 143' TERM
  trap 'end_guarded 129' HUP
  # A background child would otherwise ignore Ctrl-C and read from nowhere.
  env --default-signal=INT,QUIT setpriv --pdeathsig KILL "$@" <&0 &
  guard_child=$!
  wait "$guard_child" || status=$?
  guard_child=
  trap - INT TERM HUP
  return "$status"
}

# Ends a process after all that came from it. The first process of a PID namespace is one of them,
# and the kernel ends with it whatever is in there.
end_tree () {
  local pid=$1 signal=$2 child children=

  read -r children 2> /dev/null < "/proc/$pid/task/$pid/children" || true
  for child in $children; do
    if [ "$(readlink "/proc/$child/ns/pid")" = "$(readlink /proc/self/ns/pid)" ]; then
      end_tree "$child" "$signal"
    else
      kill -KILL "$child" 2> /dev/null || true
    fi
  done
  kill "-$signal" "$pid" 2> /dev/null || true
}

end_guarded () {
  trap '' INT TERM HUP
  if [ -n "$guard_child" ]; then
    end_tree "$guard_child" TERM
    # "unshare" takes no notice of the signal, it ends with the namespace.
    wait "$guard_child" 2> /dev/null || true
  fi
  exit "$1"
}

# May be called at every exit; what is not there is not missed.
remove_litter () {
  local path

  for path in "${guard_litter[@]}"; do
    remove_tree "$path"
  done
}
