package io.callvault.model.update;

import java.util.Locale;

/** How a package is installed. The names in manifests are these in lower case. */
public enum PackageKind {
    DEB(Target.Os.LINUX, ".deb"),
    RPM(Target.Os.LINUX, ".rpm"),
    TAR(Target.Os.LINUX, ".tar.zst"),
    APPIMAGE(Target.Os.LINUX, ".AppImage"),
    MSI(Target.Os.WINDOWS, ".msi"),
    DMG(Target.Os.MACOS, ".dmg");

    private final Target.Os os;
    private final String suffix;

    PackageKind(Target.Os os, String suffix) {
        this.os = os;
        this.suffix = suffix;
    }

    /** The only system that can install it. */
    public Target.Os os() {
        return os;
    }

    /** How its files end, with the dot. */
    public String suffix() {
        return suffix;
    }

    /** The name in manifests and in the marker of an installation. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
