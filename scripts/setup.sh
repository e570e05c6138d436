# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by ./run and ./test: installs the Debian packages that are missing, then configures and builds.

set -euo pipefail

# Threads that wait give their core to those that work: without this, spinning costs more than it saves on small machines.
export OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-PASSIVE}

# missing_packages FILE: names in it that dpkg does not know as installed.
missing_packages() {
    local wanted
    wanted=$(grep -v '^#' "$1")
    # shellcheck disable=SC2086
    comm -23 <(printf '%s\n' $wanted | sort -u) \
        <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' $wanted 2>/dev/null |
            sed -n 's/^ii *//p' | sort -u)
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "Packages are missing and there is no sudo. As root, run: $*" >&2
        return 1
    fi
}

install_packages() {
    local missing recommended
    missing=$(missing_packages packages.txt)
    [ -z "$missing" ] && return 0
    recommended=$(missing_packages packages-recommended.txt)
    if ! command -v apt-get >/dev/null; then
        echo "These packages are missing, and this is no Debian system: $missing" >&2
        return 1
    fi
    echo "Installing:" $missing
    as_root apt-get update -qq
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    # shellcheck disable=SC2086
    [ -z "$recommended" ] || as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $recommended \
        >/dev/null || echo "Left out, as they cannot be had here:" $recommended >&2
}

# build TARGET...: configures once, then builds; quiet unless something fails.
build() {
    local log=build/release/build.log
    mkdir -p build/release
    if [ ! -f build/release/build.ninja ] && ! cmake --preset release >"$log" 2>&1; then
        tail -n 40 "$log" >&2
        return 1
    fi
    if [ -t 1 ]; then
        cmake --build build/release --target "$@"
        return
    fi
    [ -e build/release/.ninja_log ] || echo "Building; on two cores the first time takes some 20 minutes. What goes on: $PWD/$log"
    if ! cmake --build build/release --target "$@" >"$log" 2>&1; then
        grep -E -A 12 'FAILED|error:' "$log" >&2 || tail -n 60 "$log" >&2
        return 1
    fi
}
