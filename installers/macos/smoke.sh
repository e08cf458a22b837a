#!/bin/sh
# Copies the app out of the disk image as a person does, starts it until it has drawn its window, and looks at its signature:
# smoke.sh FILE.dmg. Exits 0 only if all of it is as it must be.
set -eu

dmg=${1:?smoke.sh FILE.dmg}
scratch=$(mktemp -d)
disk=$scratch/disk
app="$scratch/Call Vault.app"
cleanup() {
    hdiutil detach -quiet "$disk" 2>/dev/null || :
    rm -rf "$scratch"
}
trap cleanup EXIT

hdiutil attach -quiet -nobrowse -readonly -mountpoint "$disk" "$dmg"
[ -L "$disk/Applications" ]
ditto "$disk/Call Vault.app" "$app"
codesign --verify --deep --strict "$app"
echo 'ok: the bundle is whole'
[ "$(plutil -extract CFBundleURLTypes.0.CFBundleURLSchemes.0 raw "$app/Contents/Info.plist")" = callvault ]
echo 'ok: callvault: links lead to it'

"$app/Contents/MacOS/Call Vault" --profile "$scratch/profile" --startup-report "$scratch/startup.json" &
started=$!
for _ in $(seq 120); do
    kill -0 "$started" 2>/dev/null || break
    sleep 1
done
if kill -0 "$started" 2>/dev/null; then
    kill -9 "$started"
    echo 'smoke: the app did not end within two minutes' >&2
    exit 1
fi
wait "$started"
[ -s "$scratch/startup.json" ]
cat "$scratch/startup.json"
echo 'ok: it showed its window and ended'
"$app/Contents/MacOS/Call Vault" calltest --help
"$app/Contents/MacOS/callvault-server" --help
echo 'ok: the call test and the server answer'
