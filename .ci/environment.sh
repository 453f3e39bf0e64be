# Sourced by ./volante and ./check: finds Python 3.11 or newer, keeps .venv at what a lock file says.

fail() {
    echo "volante: $1" >&2
    exit 1
}

find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    command -v python3 >/dev/null 2>&1 || fail "no python3 here: install Python 3.11 or newer"
    fail "Python is too old ($(python3 -V 2>&1)): install Python 3.11 or newer"
}

# prepare LOCK: .venv holds what LOCK names, and the project itself, editable. A stamp spares the second time;
# an environment made for the tests serves the commands too.
prepare() {
    lock="$here/$1"
    venv="$here/.venv"
    stamp="$venv/.$1.stamp"
    wanted=$(cat "$lock" "$here/pyproject.toml" | cksum)
    for done_for in "$stamp" "$venv/.requirements-dev.lock.stamp"; do
        [ "$done_for" = "$stamp" ] && expected=$wanted ||
            expected=$(cat "$here/requirements-dev.lock" "$here/pyproject.toml" | cksum)
        if [ -x "$venv/bin/volante" ] && [ "$(cat "$done_for" 2>/dev/null)" = "$expected" ]; then
            return 0
        fi
    done
    python=$(find_python) || exit 1
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        fail "Python has no venv module: install it (on Debian and Ubuntu: apt install python3-venv)"
    echo "volante: preparing $venv (once; a minute or two)" >&2
    if ! "$venv/bin/python" -c '' 2>/dev/null; then
        rm -rf "$venv"
        "$python" -m venv "$venv" || fail "cannot make $venv"
    fi
    pip="$venv/bin/python -m pip --disable-pip-version-check --quiet"
    $pip install --require-hashes -r "$lock" || fail "cannot install what $1 names: is a package index reachable?"
    $pip install --no-build-isolation --no-deps --editable "$here" || fail "cannot install the project itself"
    echo "$wanted" >"$stamp"
}
