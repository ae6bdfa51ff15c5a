#!/usr/bin/env bash
# Proves the README on a bare machine: a Debian 12 made from nothing, with python3.11, make and git alone, gets a
# fresh clone and runs the README's commands twice over; the times and what the demonstration left are printed.
#
#   packaging/bare_machine.sh [--keep] [CHECKOUT [COMMAND...]]
#
# CHECKOUT  what is cloned: its last commit counts, not its working tree (default: the checkout of this file)
# COMMAND   targets of make, in this order (default: run test run test)
# --keep    leave the machine in its folder, to look into
#
# Needs root and debootstrap. Where packages come from is this machine's business: its settings of apt and pip, its
# certificates and its proxy are lent to the bare machine for the time of the run.
set -euo pipefail

if [ "$(id -u)" -ne 0 ]; then
    echo "Please run as root: a machine is made with debootstrap and chroot." >&2
    exit 2
fi
for tool in debootstrap git unshare; do
    if ! command -v "$tool" >/dev/null; then
        echo "$tool is missing: apt-get install $tool" >&2
        exit 2
    fi
done

# In a mount namespace of its own, no mount can outlive the run.
if [ -z "${BARE_MACHINE_ISOLATED:-}" ]; then
    exec env BARE_MACHINE_ISOLATED=1 unshare --mount "$0" "$@"
fi

keep=
if [ "${1:-}" = --keep ]; then
    keep=yes
    shift
fi
checkout=$(realpath "${1:-$(dirname "$0")/..}")
[ $# -gt 0 ] && shift
commands=("${@:-}")
[ -n "${commands[0]}" ] || commands=(run test run test)

machine=$(mktemp -d)
times=$(mktemp)
mounts=()

remove() {
    local i
    for ((i = ${#mounts[@]} - 1; i >= 0; i--)); do
        umount --recursive --lazy "${mounts[i]}" || true
    done
    echo
    cat "$times"
    rm -f "$times"
    if [ -n "$keep" ]; then
        echo "The machine is in $machine"
    else
        rm -rf --one-file-system "$machine"
    fi
}
trap remove EXIT

timed() { # NAME COMMAND...
    local name=$1 start=$SECONDS
    shift
    "$@"
    printf '%6d s  %s\n' $((SECONDS - start)) "$name" >>"$times"
}

lend() { # PATH...: copy from here to the same place there
    local path
    for path in "$@"; do
        if [ -e "$path" ]; then
            mkdir -p "$machine$(dirname "$path")"
            cp -aL --no-preserve=ownership "$path" "$machine$(dirname "$path")/"
        fi
    done
}

share() { # OPTIONS... PATH: mount the folder of here at the same place there
    local path=${!#}
    mkdir -p "$machine$path"
    mount "$@" "$machine$path"
    mounts+=("$machine$path")
}

make_machine() {
    local mirror
    # The first Debian mirror that apt uses here; without one debootstrap has its own.
    mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null |
        sed -nE 's/^URIs: *([^ ]+).*/\1/p; s/^deb (\[[^]]*\] )?([^ ]+).*/\2/p' | head -n 1) || true
    debootstrap --variant=minbase --include=python3.11,make,git bookworm "$machine" ${mirror:+"$mirror"} \
        >"$machine.log" 2>&1 || { tail -n 20 "$machine.log" >&2; return 1; }
    rm -f "$machine.log"
}

lend_settings() {
    local settings folder
    lend /etc/resolv.conf /etc/hosts
    # apt: the sources that are in force, and how to reach them.
    rm -f "$machine/etc/apt/sources.list"
    lend /etc/apt/sources.list /etc/apt/auth.conf /etc/apt/auth.conf.d /etc/apt/keyrings /etc/apt/trusted.gpg.d
    lend /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list
    for settings in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
        if grep -qs '^Acquire' "$settings"; then lend "$settings"; fi
    done
    # pip: its settings, the certificates that this machine trusts (under a name that no package there takes over),
    # and the folders that the settings name.
    lend /etc/pip.conf /etc/xdg/pip "$HOME/.config/pip" "$HOME/.pip"
    if [ -e /etc/ssl/certs/ca-certificates.crt ]; then
        cp -L /etc/ssl/certs/ca-certificates.crt "$machine/root/certificates.crt"
    fi
    for folder in $({ cat /etc/pip.conf "$HOME/.config/pip/pip.conf" "$HOME/.pip/pip.conf" 2>/dev/null || true
        env | grep '^PIP_' || true; } | tr ' =' '\n\n' | sed -E 's#^file://##' | grep '^/' | sort -u); do
        [ -d "$folder" ] || continue
        # The pages of an index may point to files beside it.
        if [[ "$(dirname "$folder")" == /*/* ]]; then folder=$(dirname "$folder"); fi
        share --bind -o ro "$folder"
    done
}

inside() { # COMMAND...: in the clone, with nothing of this shell but how to reach packages
    local passed=(HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin) name
    for name in $(compgen -e | grep -iE '^(pip_.*|https?_proxy|no_proxy)$'); do
        passed+=("$name=${!name}")
    done
    [ ! -e "$machine/root/certificates.crt" ] || passed+=(PIP_CERT=/root/certificates.crt)
    [ "$HOME" = /root ] || passed+=("PIP_CONFIG_FILE=$HOME/.config/pip/pip.conf")
    chroot "$machine" env -i "${passed[@]}" sh -c 'cd /root/clone && exec "$@"' sh "$@"
}

echo "Making a bare Debian 12"
timed "a bare Debian 12" make_machine
lend_settings
mkdir -p "$machine/proc"
mount -t proc proc "$machine/proc"
mounts+=("$machine/proc")
share --rbind /dev
timed "git clone" git clone --quiet --no-local "$checkout" "$machine/root/clone"
chown -R root: "$machine/root/clone"

for target in "${commands[@]}"; do
    echo "== make $target"
    timed "make $target" inside make "$target"
done

echo
echo "Left by the demonstration:"
(cd "$machine/root/clone" && find build/demo -type f 2>/dev/null | sort) || true
changes=$(inside git status --porcelain)
if [ -n "$changes" ]; then
    printf 'Files that git should ignore or have:\n%s\n' "$changes" >&2
    exit 1
fi
