#!/bin/sh
# Makes the list of updates of a release, as the last step of the workflow: announce.sh VERSION PACKAGES OUT
# CALLVAULT_UPDATE_KEY holds the key, PUBLISHED the address of the list that apps read now. docs/updates.md explains all of it.
set -eu

version=$1
packages=$2
out=$3
root=$(cd "$(dirname "$0")/../.." && pwd -P)

if [ -z "${CALLVAULT_UPDATE_KEY:-}" ] || [ -z "${PUBLISHED:-}" ]; then
    echo 'announce: there is no key or no address: nothing is announced.'
    exit 0
fi
# Apps would install it again and again, and think each time that it failed.
built=$(sed -n 's|^  <version>\(.*\)</version>$|\1|p' "$root/pom.xml" | head -n 1)
if [ "$built" != "$version" ]; then
    echo "announce: the packages are of version $built and not $version: tag the commit whose pom says $version." >&2
    exit 1
fi
packages=$(cd "$packages" && pwd -P)
mkdir -p "$out"
out=$(cd "$out" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A list that is there and could not be fetched must not begin anew: apps would refuse the lower number.
status=$(curl -sSL --retry 3 -o "$work/published.json" -w '%{http_code}' "$PUBLISHED")
case $status in
    200) set -- --previous "$work/published.json" ;;
    404) set -- ;;
    *)
        echo "announce: the list that is published now could not be fetched (status $status)." >&2
        exit 1
        ;;
esac
awk -v head="## [$version]" 'index($0, head) == 1 { on = 1; next } /^## \[/ { on = 0 } on' "$root/CHANGELOG.md" \
    | cut -c 1-400 | head -n 18 >"$work/notes.txt"
case $version in *-*) channel=beta ;; *) channel=stable ;; esac
"$root/callvault" installer manifest make --packages "$packages" --release "$version" --channel "$channel" \
    --notes "$work/notes.txt" --out "$out/callvault.json" "$@"
