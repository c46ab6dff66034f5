# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
# shellcheck shell=bash
#
# Where Debian's packages come from: the mirror that this system uses itself.

# Prints the addresses in one file of the one-line form: deb [options] URI SUITE COMPONENT...
list_line_uris () {
  sed -nE 's/#.*//; s/^[[:space:]]*deb[[:space:]]+(\[[^]]*\][[:space:]]*)?([^[:space:]]+)[[:space:]].*/\2/p' "$1"
}

# Prints the addresses in one file of the deb822 form: stanzas of fields, with lines that continue.
list_stanza_uris () {
  awk '
    function flush () {
      if (types ~ /(^|[ \t])deb([ \t]|$)/ && enabled !~ /^(no|false|0|off)$/)
        {
          count = split (uris, uri, /[ \t]+/)
          for (i = 1; i <= count; i++)
            if (uri[i] != "")
              print uri[i]
        }
      types = uris = enabled = field = ""
    }
    /^#/ { next }
    /^[ \t]*$/ { flush (); next }
    /^[ \t]/ { if (field == "uris") uris = uris " " $0; next }
    {
      field = tolower ($0); sub (/[ \t]*:.*/, "", field)
      value = $0; sub (/^[^:]*:[ \t]*/, "", value); sub (/[ \t]+$/, "", value)
      if (field == "types") types = value
      else if (field == "uris") uris = value
      else if (field == "enabled") enabled = tolower (value)
    }
    END { flush () }' "$1"
}

# Prints every address in the apt sources below a folder, each once, in apt's order. A list of
# mirrors (mirror+file:, as in cloud images) stands for what is in it.
list_uris () {
  local etc=$1 file uri

  for file in "$etc/sources.list" "$etc"/sources.list.d/*; do
    case $file in
      *.list) [ ! -f "$file" ] || list_line_uris "$file" ;;
      *.sources) [ ! -f "$file" ] || list_stanza_uris "$file" ;;
    esac
  done | while read -r uri; do
    case $uri in
      mirror+file:*) uri=${uri#mirror+file:}; sed -nE 's/^([^#[:space:]]+).*/\1/p' "/${uri##/}" ;;
      *) printf '%s\n' "$uri" ;;
    esac
  done | sed 's,/*$,,' | awk '/^https?:/ && !seen[$0]++'
}

# fetch_release URI SUITE FILE: through apt, which knows about proxies and passwords.
fetch_release () {
  guarded /usr/lib/apt/apt-helper -o Acquire::Retries=1 -o Acquire::http::Timeout=15 \
    -o Acquire::https::Timeout=15 download-file "$1/dists/$2/InRelease" "$3" > "$3.log" 2>&1
}

# find_mirror SUITE FOLDER: sets $mirror to the first source of this system that has Debian's SUITE.
# Asked of the archive itself: a name or an address does not say who is a mirror of Debian.
find_mirror () {
  local suite=$1 folder=$2 uris uri

  mirror=
  uris=$({ list_uris /etc/apt; echo http://deb.debian.org/debian; } | awk '!/security/ && !seen[$0]++')
  for uri in $uris; do
    rm -f "$folder/InRelease"
    if fetch_release "$uri" "$suite" "$folder/InRelease" \
      && grep -qx 'Origin: Debian' "$folder/InRelease"; then
      mirror=$uri
      return
    fi
  done
  die "the packages of Debian 13 cannot be reached (asked: ${uris//$'\n'/, })." \
    "Check the network, or apt's proxy in /etc/apt/apt.conf.d, and start again."
}
