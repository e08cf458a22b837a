#!/bin/sh
# Builds the macOS installer (.dmg) into target/installer. What a step makes stays there, so any of them can be run again alone:
# installers/macos/build.sh sign dmg
#
#   build  Maven: the jars and the lists of parts
#   image  the app bundle: runtime, jars, natives, launchers, our Info.plist
#   jars   signs the libraries inside jars, when there is a certificate
#   train  the start-up cache; after jars, because it knows the size of every jar
#   sign   the bundle, from the inside out (sign.sh); ad hoc without a certificate
#   dmg    the disk image
#   lists  list of parts, licences, SHA256SUMS
#
# CALLVAULT_SIGN_IDENTITY: see sign.sh. Without it the file's name ends with -unsigned. Notarizing is a step of its own: notarize.sh.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd -P)
here=$root/installers/macos
common=$root/installers/common
out=$root/target/installer
work=$out/macos
bundle="$out/image/Call Vault.app"
identity=${CALLVAULT_SIGN_IDENTITY:-}

die() { printf 'build: %s\n' "$*" >&2; exit 1; }

find_jdk() {
    for jdk in "${CALLVAULT_JAVA_HOME:-}" "${JAVA_HOME:-}" "$(/usr/libexec/java_home -v 25+ 2>/dev/null || :)"; do
        if [ -x "$jdk/bin/jpackage" ] && grep -Eq '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$jdk/release"; then
            return 0
        fi
    done
    die "no JDK 25 was found. Install one of any vendor (for instance Eclipse Temurin) and set CALLVAULT_JAVA_HOME to its folder."
}

java() { # main class and arguments
    "$jdk/bin/java" -cp "$common/target/classes:$(cat "$common/target/callvault/run.classpath")" "$@"
}

step_build() {
    # shellcheck disable=SC2086 # several arguments, by design
    (cd "$root" && JAVA_HOME=$jdk mvn -B -ntp -q ${CALLVAULT_MAVEN_OPTS:-} -Plists -Dmaven.test.skip=true package dependency:build-classpath@run)
}

step_image() {
    java io.callvault.installer.macos.MacosMain icon "$common/icons" "$work/callvault.icns"
    java io.callvault.installer.InstallerMain --root "$root" --steps image \
        --jpackage-option=--icon "--jpackage-option=$work/callvault.icns" \
        --jpackage-option=--mac-package-identifier --jpackage-option=io.callvault.Desktop
    java io.callvault.installer.macos.MacosMain plist "$here/Info.plist" "$bundle/Contents/Info.plist"
    plutil -lint "$bundle/Contents/Info.plist" "$here/app.entitlements" "$here/runtime.entitlements"
    echo dmg >"$bundle/Contents/Resources/package-kind"
}

step_jars() {
    [ -n "$identity" ] || return 0
    java io.callvault.installer.signing.SigningMain --format MACH_O --memory "$work/signed-jars.txt" "$bundle/Contents/app" \
        codesign --force --sign "$identity" --timestamp --options runtime
}

step_train() {
    java io.callvault.installer.InstallerMain --root "$root" --steps train
}

step_sign() {
    "$here/sign.sh" "$bundle"
}

step_dmg() {
    rm -rf "$work/disk"
    mkdir -p "$work/disk"
    cp -Rp "$bundle" "$work/disk/" # with times: the start-up cache fits jars of one time only
    ln -s /Applications "$work/disk/Applications"
    rm -f "$dmg"
    hdiutil create -quiet -volname "Call Vault" -srcfolder "$work/disk" -fs HFS+ -format ULFO "$dmg"
    rm -rf "$work/disk"
    if [ -n "$identity" ]; then
        codesign --force --sign "$identity" --timestamp "$dmg"
    fi
    printf '%s\n' "$dmg"
}

step_lists() {
    java io.callvault.installer.InstallerMain --root "$root" --steps lists,hashes
}

[ "$(uname -s)" = Darwin ] || die "a macOS installer can only be built on macOS: codesign and hdiutil are Apple's."
find_jdk
mkdir -p "$work"
if [ $# -eq 0 ]; then set -- build image jars train sign dmg lists; fi
for step in "$@"; do
    case $step in
        build | image | jars | train | sign | lists) "step_$step" ;;
        dmg)
            version=$(sed -n 's/^version=//p' "$common/target/classes/io/callvault/installer/build.properties")
            case $(uname -m) in arm64) arch=arm64 ;; *) arch=x64 ;; esac
            mark=
            [ -n "$identity" ] || mark=-unsigned
            dmg=$out/callvault-$version-macos-$arch$mark.dmg
            step_dmg
            ;;
        *) die "there is no step '$step': build, image, jars, train, sign, dmg, lists." ;;
    esac
done
