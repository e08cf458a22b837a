#!/bin/sh
# Has Apple notarize a signed .dmg and staples the answer to it: notarize.sh FILE.dmg. Apple answers in minutes or hours; what was
# sent is remembered in FILE.dmg.notary, so that after a failure, or when the wait was too long, the same command goes on.
#
# CALLVAULT_NOTARY_KEY (file), CALLVAULT_NOTARY_KEY_ID, CALLVAULT_NOTARY_ISSUER: an App Store Connect API key.
# CALLVAULT_NOTARY_WAIT: how long to wait for the answer (default 45m).
set -eu

dmg=${1:?notarize.sh FILE.dmg}
state=$dmg.notary
: "${CALLVAULT_NOTARY_KEY:?the file of the App Store Connect API key}"
: "${CALLVAULT_NOTARY_KEY_ID:?the id of that key}"
: "${CALLVAULT_NOTARY_ISSUER:?the issuer of that key}"

say() { printf 'notarize: %s\n' "$*" >&2; }

tool() { # subcommand and arguments
    xcrun notarytool "$@" --key "$CALLVAULT_NOTARY_KEY" --key-id "$CALLVAULT_NOTARY_KEY_ID" --issuer "$CALLVAULT_NOTARY_ISSUER"
}

field() { # name; the answer on standard input is a property list
    plutil -extract "$1" raw -o - -
}

remembered() { # name
    [ -f "$state" ] || return 0
    sed -n "s/^$1=//p" "$state"
}

hash=$(shasum -a 256 "$dmg" | cut -d ' ' -f 1)
if [ "$(remembered stapled)" = "$hash" ]; then
    say "$dmg is notarized and stapled already."
    exit 0
fi
if [ "$(remembered sent)" != "$hash" ]; then # another file of this name was sent before, or none
    id=$(tool submit "$dmg" --output-format plist | field id)
    [ -n "$id" ] || {
        say "Apple gave no number for the submission."
        exit 1
    }
    printf 'sent=%s\nid=%s\n' "$hash" "$id" >"$state"
fi
id=$(remembered id)
say "waiting for Apple's answer to $id"
tool wait "$id" --timeout "${CALLVAULT_NOTARY_WAIT:-45m}" >&2 || say "the wait ended; asking how it stands"
status=$(tool info "$id" --output-format plist | field status)
case $status in
    Accepted) ;;
    'In Progress')
        say "Apple is still at work on $id: run this again later."
        exit 75
        ;;
    *)
        say "Apple refused $id ($status):"
        tool log "$id" >&2 || :
        rm -f "$state" # the next file has to be sent anew
        exit 1
        ;;
esac
xcrun stapler staple "$dmg" >&2
xcrun stapler validate "$dmg" >&2
hash=$(shasum -a 256 "$dmg" | cut -d ' ' -f 1) # the ticket is in the file now
printf 'stapled=%s\nid=%s\n' "$hash" "$id" >"$state"
say "$dmg is notarized."
