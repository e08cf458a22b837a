#!/bin/sh
# Signs an app bundle from the inside out: sign.sh BUNDLE.app. A bundle is sealed over what is in it, so the order matters: libraries,
# programs of the runtime, the runtime, the other launchers, the app. Can be run again.
#
# CALLVAULT_SIGN_IDENTITY: name of a "Developer ID Application" certificate in the keychain. Without it the signature is ad hoc: Apple
# silicon runs nothing that has none, but macOS asks the person before it opens such an app.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
app=${1:?sign.sh BUNDLE.app}
identity=${CALLVAULT_SIGN_IDENTITY:--}

sign() { # entitlements or nothing, then files
    entitlements=$1
    shift
    if [ -n "$entitlements" ]; then set -- --entitlements "$here/$entitlements" "$@"; fi
    if [ "$identity" = - ]; then
        codesign --force --sign - "$@"
    else
        codesign --force --sign "$identity" --timestamp --options runtime "$@"
    fi
}

[ -d "$app/Contents/runtime" ] || {
    echo "sign: $app is no app bundle with a runtime." >&2
    exit 1
}

find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.jnilib' \) | sort | while IFS= read -r library; do
    sign '' "$library"
done
home=$app/Contents/runtime/Contents/Home
find "$home/bin" "$home/lib/jspawnhelper" -type f 2>/dev/null | sort | while IFS= read -r program; do
    sign runtime.entitlements "$program"
done
sign runtime.entitlements "$app/Contents/runtime"
main=$app/Contents/MacOS/$(sed -n '/<key>CFBundleExecutable</{n;s/.*<string>\(.*\)<\/string>.*/\1/p;}' "$app/Contents/Info.plist")
find "$app/Contents/MacOS" -type f ! -path "$main" | sort | while IFS= read -r launcher; do
    sign app.entitlements "$launcher"
done
sign app.entitlements "$app"
codesign --verify --deep --strict "$app"
