#!/bin/sh
# Compiles the Windows installer's sources with wixl against an image of empty files, and prints the tables that matter: for a look without
# Windows. What must stand in them is checked by MsiTest, which ./callvault test runs. Needs wixl and msiinfo (packages wixl and msitools).
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd -P)
out=${1:-$root/target/installer/windows-check}

for tool in wixl msiinfo; do
    command -v "$tool" >/dev/null 2>&1 || {
        echo "check: $tool was not found: install the packages wixl and msitools." >&2
        exit 1
    }
done
classes=$root/installers/common/target/classes
list=$root/installers/common/target/callvault/run.classpath
[ -f "$list" ] || {
    echo "check: build first: mvn -Dmaven.test.skip=true package dependency:build-classpath@run" >&2
    exit 1
}
windows() {
    "${CALLVAULT_JAVA_HOME:-$JAVA_HOME}/bin/java" -Djava.awt.headless=true -cp "$classes:$(cat "$list")" \
        io.callvault.installer.windows.WindowsMain "$@"
}

rm -rf "$out"
for file in callvault.exe callvault-console.exe callvault-server.exe app/callvault.cfg app/desktop-app-0.jar bin/glass.dll runtime/bin/javaw.exe; do
    mkdir -p "$(dirname "$out/image/$file")"
    : >"$out/image/$file"
done
windows icon "$root/installers/common/icons" "$out/callvault.ico"
windows msi --image "$out/image" --sources "$root/installers/windows" --icon "$out/callvault.ico" --work "$out/work" "$out/callvault.msi"
for table in Property Upgrade LaunchCondition Directory File Registry Shortcut Feature CustomAction InstallExecuteSequence; do
    printf '\n== %s\n' "$table"
    msiinfo export "$out/callvault.msi" "$table" | tail -n +4
done
msiinfo suminfo "$out/callvault.msi"
