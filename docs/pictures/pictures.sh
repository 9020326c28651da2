#!/usr/bin/env bash
# pictures.sh render: makes NAME.svg of each NAME.dot here. Needs Graphviz, and Liberation Sans for the widths of texts.
# pictures.sh check: fails where a source has changed since its SVG was made. Needs neither.
set -euo pipefail
cd "$(dirname "$0")"

# Versions of Graphviz draw differently, so an SVG names what it was made of, and the check compares that.
fingerprint() {
    cat "$1.dot" theme.css pictures.sh | digest | cut -c1-64
}

digest() {
    if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi
}

render() {
    command -v dot >/dev/null || { echo "Install Graphviz to render the pictures (Debian: graphviz fonts-liberation)." >&2; exit 1; }
    trap 'rm -f ./*.svg.new' EXIT
    for source in *.dot; do
        name=${source%.dot}
        dot -Tsvg "$source" | awk -v made_of="$(fingerprint "$name")" '
            /^<!--/ { comment = 1 }
            !comment && !/^<title>/ && !/^<\?xml/ && !/^<!DOCTYPE/ && !/^ "http/ { print }
            /-->$/ { comment = 0 }
            /^ viewBox=/ {
                print "<!-- made of " made_of " by `make pictures` -->"
                print "<style>"
                while ((getline line < "theme.css") > 0) print line
                print "</style>"
            }' >"$name.svg.new"
        mv "$name.svg.new" "$name.svg"
    done
}

check() {
    if ! command -v sha256sum >/dev/null && ! command -v shasum >/dev/null; then
        echo "PICTURES NOT CHECKED: neither sha256sum nor shasum is installed" >&2
        return
    fi
    local stale=0
    for source in *.dot; do
        name=${source%.dot}
        if ! grep -qs "made of $(fingerprint "$name")" "$name.svg"; then
            echo "docs/pictures/$name.svg is not of its source: run \`make pictures\`, look at it, and commit it." >&2
            stale=1
        fi
    done
    return $stale
}

case ${1:-} in
    render) render ;;
    check) check ;;
    *) echo "Usage: pictures.sh render|check" >&2; exit 2 ;;
esac
