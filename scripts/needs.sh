# shellcheck shell=sh
# What the machine must have: read by ./callvault, which has say and die. A need_* function finds what it names, installs it where
# the system's package manager does so without a question, or says in one sentence what to install.

# Prints the feature release of the JDK in folder $1, or 0 when there is no compiler in it.
jdk_release() {
    if [ -x "$1/bin/javac" ] && [ -f "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | head -n 1 | grep . || echo 0
    else
        echo 0
    fi
}

# Sets java_home to a JDK that is new enough; false when there is none. The first that is new enough wins.
find_java() {
    for java_home in "${CALLVAULT_JAVA_HOME:-}" "${JAVA_HOME:-}" \
        /usr/lib/jvm/*"$JDK"* /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/*jdk* \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if [ -n "$java_home" ] && [ "$(jdk_release "$java_home")" -ge "$JDK" ]; then
            return 0
        fi
    done
    if [ -x /usr/libexec/java_home ] && java_home=$(/usr/libexec/java_home -v "$JDK+" 2>/dev/null) \
        && [ "$(jdk_release "$java_home")" -ge "$JDK" ]; then
        return 0
    fi
    return 1
}

is_root() { [ "$(id -u)" -eq 0 ]; }
has() { command -v "$1" >/dev/null 2>&1; }

# The system's package manager that we may use without asking, or nothing.
package_manager() {
    if is_root && has apt-get; then
        echo apt
    elif is_root && has dnf; then
        echo dnf
    elif ! is_root && has brew; then
        echo brew
    fi
}

# Whether the package manager offers package $1.
offers() {
    case $(package_manager) in
        apt) apt-cache show "$1" >/dev/null 2>&1 ;;
        dnf) dnf -q info "$1" >/dev/null 2>&1 ;;
        brew) brew info "$1" >/dev/null 2>&1 ;;
        *) return 1 ;;
    esac
}

install_packages() {
    say "installing $* with the system's package manager ($(package_manager))"
    case $(package_manager) in
        apt) DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2 ;;
        dnf) dnf install -y -q "$@" >&2 ;;
        brew) brew install -q "$@" >&2 ;;
        *) return 1 ;;
    esac
}

refresh_packages() {
    if [ "$(package_manager)" = apt ] && [ -z "${refreshed:-}" ]; then
        refreshed=yes
        apt-get update -qq >&2 || say "the package lists could not be refreshed; going on with the old ones"
    fi
}

need_java() {
    if find_java; then
        export JAVA_HOME="$java_home"
        return 0
    fi
    refresh_packages
    for package in "openjdk-$JDK-jdk" "temurin-$JDK-jdk" "java-$JDK-openjdk-devel" "openjdk@$JDK"; do
        if offers "$package" && install_packages "$package" && find_java; then
            export JAVA_HOME="$java_home"
            return 0
        fi
    done
    die "no JDK $JDK was found, and the system's package manager does not offer one to this user. Install a JDK $JDK of any vendor (for instance Eclipse Temurin) and set CALLVAULT_JAVA_HOME to its folder."
}

need_maven() {
    if has mvn; then
        maven=mvn
        return 0
    elif [ -n "${MAVEN_HOME:-}" ] && [ -x "$MAVEN_HOME/bin/mvn" ]; then
        maven=$MAVEN_HOME/bin/mvn
        return 0
    fi
    refresh_packages
    # shellcheck disable=SC2034 # run_maven uses it
    maven=mvn
    if ! offers maven || ! install_packages maven || ! has mvn; then
        die "Maven was not found, and could not be installed for this user. Install Apache Maven 3.8 or newer with your package manager, so that 'mvn' is on the PATH."
    fi
}

# JavaFX draws with these system libraries: always the fonts, and with a display, of our own too, GTK and OpenGL.
need_screen_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    ldconfig=$(command -v ldconfig || echo /sbin/ldconfig)
    [ -x "$ldconfig" ] || return 0
    known=$("$ldconfig" -p)
    missing=
    wants libfreetype.so.6 libfreetype6 libfreetype6 freetype
    wants libfontconfig.so.1 libfontconfig1 libfontconfig1 fontconfig
    wants libpangoft2-1.0.so.0 libpangoft2-1.0-0 libpangoft2-1.0-0 pango
    if has_display || [ -n "${own_display:-}" ]; then
        has_display || has_tool Xvfb || missing=" $(package_of xvfb xvfb xorg-x11-server-Xvfb)"
        wants libgtk-3.so.0 libgtk-3-0t64 libgtk-3-0 gtk3
        wants libXtst.so.6 libxtst6 libxtst6 libXtst
        wants libXxf86vm.so.1 libxxf86vm1 libxxf86vm1 libXxf86vm
        wants libGL.so.1 libgl1 libgl1 mesa-libGL
    fi
    [ -n "$missing" ] || return 0
    refresh_packages
    # shellcheck disable=SC2086 # a list of package names
    install_packages $missing || die "JavaFX needs system libraries that are missing. Install these packages, then try again:$missing"
}

wants() { # library, then its package as apt offers it (first found), then as dnf does
    case $known in *"$1"*) ;; *) missing="$missing $(package_of "$2" "$3" "$4")" ;; esac
}

# The natives of calls are linked against these, with or without a display.
need_call_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    ldconfig=$(command -v ldconfig || echo /sbin/ldconfig)
    [ -x "$ldconfig" ] || return 0
    known=$("$ldconfig" -p)
    missing=
    wants libpulse.so.0 libpulse0 libpulse0 pulseaudio-libs
    wants libX11.so.6 libx11-6 libx11-6 libX11
    wants libXfixes.so.3 libxfixes3 libxfixes3 libXfixes
    wants libXrandr.so.2 libxrandr2 libxrandr2 libXrandr
    wants libXcomposite.so.1 libxcomposite1 libxcomposite1 libXcomposite
    wants libdbus-1.so.3 libdbus-1-3 libdbus-1-3 dbus-libs
    wants libudev.so.1 libudev1 libudev1 systemd-libs
    [ -n "$missing" ] || return 0
    refresh_packages
    # shellcheck disable=SC2086 # a list of package names
    install_packages $missing || say "calls will not work: they need system libraries that are missing. Install these packages, then start again:$missing"
}

# What the tests of calls talk to: a relay and networks made to fail.
need_network_tools() {
    [ "$(uname -s)" = Linux ] || return 0
    missing=
    wants_network_tools
    install_test_tools
}

# What packages are made with: rpmbuild, a compressor, a screen for the training, and what jlink strips natives with.
need_package_tools() {
    [ "$(uname -s)" = Linux ] || return 0
    missing=
    has rpmbuild || missing="$missing $(package_of rpm rpm rpm-build)"
    has dpkg-deb || missing="$missing dpkg"
    has zstd || missing="$missing zstd"
    has objcopy || missing="$missing binutils"
    has Xvfb || missing="$missing $(package_of xvfb xvfb xorg-x11-server-Xvfb)"
    [ -n "$missing" ] || return 0
    refresh_packages
    # shellcheck disable=SC2086 # a list of package names
    install_packages $missing || die "packages are made with programs that are missing. Install these packages, then try again:$missing"
}

# What calls are measured against.
need_browser() {
    [ "$(uname -s)" = Linux ] || return 0
    missing=
    wants_browser
    install_test_tools
}

# Those, and what the sources of the Windows installer are compiled with.
need_test_tools() {
    [ "$(uname -s)" = Linux ] || return 0
    missing=
    wants_network_tools
    wants_browser
    wants_windows_compiler
    install_test_tools
}

wants_browser() {
    has_tool chromium || has_tool chromium-browser || has_tool google-chrome \
        || missing="$missing $(package_of chromium chromium-browser chromium)"
}

wants_network_tools() {
    has_tool turnserver || missing="$missing coturn"
    has_tool iptables || missing="$missing iptables"
    has_tool ip || missing="$missing $(package_of iproute2 iproute2 iproute)"
}

wants_windows_compiler() {
    has_tool wixl || missing="$missing $(package_of wixl wixl msitools)"
    has_tool msiinfo || missing="$missing msitools"
}

install_test_tools() {
    [ -n "$missing" ] || return 0
    refresh_packages
    # shellcheck disable=SC2086 # a list of package names
    install_packages $missing || say "the tests of relays, browsers, networks and the Windows installer need programs that are missing. Install these packages, then try again:$missing"
}

has_tool() { # also where only root's PATH leads
    has "$1" || [ -x "/usr/sbin/$1" ] || [ -x "/sbin/$1" ]
}

package_of() {
    if has dnf && ! has apt-get; then
        echo "$3"
    elif has apt-cache && apt-cache show "$1" >/dev/null 2>&1; then
        echo "$1"
    else
        echo "$2"
    fi
}

has_display() {
    [ -z "${CALLVAULT_HEADLESS:-}" ] || return 1
    [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]
}
