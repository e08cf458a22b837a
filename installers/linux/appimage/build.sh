#!/bin/sh
# Makes the AppImage of the image that './callvault installer' left in target/installer. Run by the workflow, which brings
# appimagetool, pinned by its hash: it is in no distribution, and this project downloads no programs.
set -eu

root=$(cd "$(dirname "$0")/../../.." && pwd -P)
out=${1:-$root/target/installer}
tool=${APPIMAGETOOL:-appimagetool}
id=io.callvault.Desktop

command -v "$tool" >/dev/null 2>&1 || {
    echo "appimage: appimagetool was not found: set APPIMAGETOOL to it." >&2
    exit 1
}
tree=$out/work/tree
[ -x "$tree/opt/callvault/bin/callvault" ] || {
    echo "appimage: there is no tree of the packages: run './callvault installer' first." >&2
    exit 1
}
folder=$out/work/callvault.AppDir
rm -rf "$folder"
cp -a "$tree" "$folder"
cp "$root/installers/linux/appimage/AppRun" "$folder/AppRun"
chmod 755 "$folder/AppRun"
cp "$folder/usr/share/applications/$id.desktop" "$folder/$id.desktop"
cp "$folder/usr/share/icons/hicolor/256x256/apps/$id.png" "$folder/$id.png"
ln -s "$id.png" "$folder/.DirIcon"
version=$(sed -n 's/^version=//p' "$root/installers/common/target/classes/io/callvault/installer/build.properties")
# Without a file of its own the tool would fetch one that changes.
ARCH=$(uname -m) "$tool" --no-appstream ${APPIMAGE_RUNTIME:+--runtime-file "$APPIMAGE_RUNTIME"} "$folder" "$out/callvault-$version-$(uname -m).AppImage"
