#!/usr/bin/env bash
# Installs the packages of target/installer on this system, and uses them as people do: with mouse, keyboard and eyes.
# Exits 0 only if every step was seen to work. Pictures and logs: target/smoke. docs/installers.md says more.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
packages=$root/target/installer
out=$root/target/smoke

usage() {
    cat <<'END'
Usage: installers/smoke/smoke.sh [--packages DIR]

Installs the .deb of DIR (default: target/installer), from a previous version on, and unpacks the .rpm; starts both
on screens that nobody sees; signs up two people against the packaged server; sends, opens links by the desktop's
opener, upgrades, removes; and looks at every step. Needs root on a Debian or Ubuntu without callvault installed, and
fetches what it needs with apt. Pictures: target/smoke.
END
}

while [ $# -gt 0 ]; do
    case $1 in
        --packages)
            packages=${2:?--packages needs a folder}
            shift 2
            ;;
        -h | --help)
            usage
            exit 0
            ;;
        *)
            usage >&2
            exit 2
            ;;
    esac
done

# shellcheck source=installers/smoke/screen.sh
. "$here/screen.sh"

# --- reports ----------------------------------------------------------------------------------------------------

steps=0
shots=0
screen_one=
screen_two=
anna_app=
ben_app=
children=()
people=()
installed=
work=$out/work
homes=$(mktemp -d /var/tmp/callvault-smoke.XXXXXX)
chmod 755 "$homes"
pictures=$out

step() {
    steps=$((steps + 1))
    printf '%2d. %s\n' "$steps" "$*"
}

fail() {
    printf 'FAILED in step %d: %s\n' "$steps" "$*" >&2
    if [ -n "${DISPLAY:-}" ]; then
        import -window root "$pictures/failed.png" 2>/dev/null || :
    fi
    exit 1
}

# $1: seconds; then the command that is true once it is so
within() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.3
    done
}

# $1: seconds; $2: what is waited for; then the command that is true once it is so
wait_until() {
    local seconds=$1 what=$2
    shift 2
    within "$seconds" "$@" || fail "waited in vain until $what"
}

clean_up() {
    local status=$? child
    trap - EXIT
    for child in "${children[@]}"; do
        kill "$child" 2>/dev/null || :
    done
    for child in "${people[@]}"; do
        pkill -KILL -u "cvsmoke-$child" 2>/dev/null || :
        userdel -r "cvsmoke-$child" >/dev/null 2>&1 || :
    done
    rm -rf "$homes"
    if [ -n "$installed" ]; then
        dpkg --purge callvault >/dev/null 2>&1 || :
    fi
    if [ "$status" -eq 0 ]; then
        echo "Passed: $steps steps, $shots pictures in $pictures"
    fi
    exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# --- what it needs ----------------------------------------------------------------------------------------------

one_package() { # the only file of the packages that ends like $1
    local found=("$packages"/*"$1")
    if [ ${#found[@]} -ne 1 ] || [ ! -f "${found[0]}" ]; then
        fail "there is not exactly one *$1 in $packages: build them with './callvault installer'"
    fi
    echo "${found[0]}"
}

need() {
    local missing=() pair
    for pair in Xvfb:xvfb xdotool:xdotool xprop:x11-utils xwininfo:x11-utils openbox:openbox import:imagemagick tesseract:tesseract-ocr \
        rpm2cpio:rpm2cpio cpio:cpio desktop-file-validate:desktop-file-utils xdg-open:xdg-utils gio:libglib2.0-bin \
        curl:curl python3:python3; do
        command -v "${pair%%:*}" >/dev/null 2>&1 || missing+=("${pair#*:}")
    done
    if [ ${#missing[@]} -gt 0 ]; then
        apt_get install -y -qq --no-install-recommends "${missing[@]}"
    fi
}

apt_get() {
    if [ -z "${refreshed:-}" ]; then
        apt-get update -qq >&2 || echo "the package lists could not be refreshed; going on with the old ones" >&2
        refreshed=yes
    fi
    DEBIAN_FRONTEND=noninteractive apt-get "$@" >&2
}

# --- the system's files -----------------------------------------------------------------------------------------

# Every file where packages put files, but those that live their own life: caches that others rebuild, logs.
system_files() {
    find / -maxdepth 1 ! -path /tmp
    find /bin /boot /etc /lib /lib64 /opt /sbin /srv /usr /var -xdev \( -path /var/log -o -path /var/cache \
        -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /var/tmp -o -path "$root" \) -prune -o -print 2>/dev/null \
        | LC_ALL=C sort
}

kept_files() { (cd "$homes/$1" && find . -type f | LC_ALL=C sort); }

# --- people and their apps --------------------------------------------------------------------------------------

# Everybody is a user of this system, without rights, in a home of their own.
new_person() {
    people+=("$1")
    useradd --no-log-init --create-home --home-dir "$homes/$1" --skel /nonexistent \
        --shell /bin/sh "cvsmoke-$1" 2>"$work/useradd.log" || fail "no user cvsmoke-$1: $(cat "$work/useradd.log")"
    install -d -m 700 -o "cvsmoke-$1" "$homes/$1.run"
}

# Runs a command as somebody. $1: name; then the command
as() {
    local who=$1
    shift
    (cd / && exec runuser -u "cvsmoke-$who" -- env -i HOME="$homes/$who" USER="cvsmoke-$who" LANG=C.UTF-8 \
        PATH=/usr/local/bin:/usr/bin:/bin DISPLAY="$DISPLAY" XDG_RUNTIME_DIR="$homes/$who.run" "$@")
}

# Starts an app in the background. $1: name; $2: the variable that gets its process; then the command
start_app() {
    local who=$1 variable=$2
    shift 2
    as "$who" "$@" >>"$work/app.$who.log" 2>&1 &
    printf -v "$variable" '%s' "$!"
    children+=("$!")
    wait_until 60 "the app of $who shows its window" has_window
    within 5 is_placed || :
}

# Signs up in the window that is open on $DISPLAY, by mouse and keyboard. $1: name; $2: handle
sign_up() {
    await_words 'Create account'
    picture "welcome-$2"
    fill Name "$1"
    fill Handle "$2"
    fill Server "$server"
    xdotool key Return
    await_words 'Keep your recovery key'
    picture "recovery-key-$2"
    click_words 'I have kept it'
    await_words 'Echo'
}

# How many messages the server has stored and acknowledged.
acknowledged() {
    curl -fsS "$server/metrics" | awk '/^message_send_latency_ms_count/ { print int($2) }'
}

has_acknowledged() { [ "$(acknowledged)" -ge "$1" ]; }

# Writes into the conversation that is open. $1: text
send() {
    local before
    before=$(acknowledged)
    click_in_window 700 -32
    type_text "$1"
    xdotool key Return
    wait_until 20 "the server has acknowledged \"$1\"" has_acknowledged $((before + 1))
}

# --- the story --------------------------------------------------------------------------------------------------

rm -rf "$out"
mkdir -p "$work"

step 'The packages are there, and nothing is installed yet'
deb=$(one_package .deb)
rpm=$(one_package .rpm)
[ "$(id -u)" -eq 0 ] || fail 'this installs packages: start it as root'
command -v dpkg >/dev/null 2>&1 || fail 'this system has no dpkg: use one of the Debian family'
! dpkg -s callvault >/dev/null 2>&1 || fail 'callvault is installed already: remove it first (apt-get purge callvault)'
need
version=$(dpkg-deb -f "$deb" Version)
apt_get satisfy -y -qq --no-install-recommends "$(dpkg-deb -f "$deb" Depends)"
new_person anna
new_person ben
system_files >"$work/files.before"

step "A previous version is made of $version and installed"
dpkg-deb -R "$deb" "$work/previous"
sed -i 's/^Version: .*/Version: 0.0.1~smoke/' "$work/previous/DEBIAN/control"
dpkg-deb --root-owner-group -Zgzip -z1 -b "$work/previous" "$work/previous.deb" >"$work/dpkg.log"
rm -rf "$work/previous"
installed=yes
dpkg -i "$work/previous.deb" >>"$work/dpkg.log" 2>&1 || fail "dpkg refused the package: $(tail -n 3 "$work/dpkg.log")"
desktop-file-validate /usr/share/applications/io.callvault.Desktop.desktop || fail 'the desktop entry is wrong'

step 'The packaged server starts on a free port'
: >"$work/server.out"
callvault-server --port 0 --data "$work/server" >"$work/server.out" 2>"$work/server.log" &
server_process=$!
children+=("$server_process")
wait_until 60 'the server is ready' grep -q 'ready at' "$work/server.out"
server=$(sed -n 's/.* ready at \([^ ]*\) .*/\1/p' "$work/server.out")
[ "$(acknowledged)" -eq 0 ] || fail 'a new server has messages'

step 'Anna starts the installed app in a fresh home'
open_screen screen_one
open_screen screen_two
DISPLAY=$screen_one
export DISPLAY
start_app anna anna_app callvault

step 'Anna signs up by mouse and keyboard'
sign_up 'Anna Markova' anna

step 'Anna writes to Echo, and Echo answers'
click_words Echo
send 'Sent from the package'
wait_until 30 'Echo has answered' has_acknowledged 2
await_words 'Sent from the package'
picture chat

step 'Ben runs the content of the .rpm, and signs up'
mkdir "$homes/rpm"
(cd "$homes/rpm" && rpm2cpio "$rpm" | cpio -idm --quiet)
DISPLAY=$screen_two
start_app ben ben_app "$homes/rpm/opt/callvault/bin/callvault"
sign_up 'Ben Kaya' ben

step 'A link opens in the running app, by the desktop: xdg-open'
DISPLAY=$screen_one
as anna xdg-open "callvault://add/ben?server=$server" >>"$work/open.log" 2>&1 || fail 'xdg-open did not find the app'
await_words 'A link asks you to chat with @ben'
picture link-by-xdg-open
[ "$(windows | wc -l)" -eq 1 ] || fail 'the link opened a second window'

step 'A click invites Ben, and Ben sees it'
click_words Invite
await_words 'Invited Ben Kaya'
picture invited
DISPLAY=$screen_two
open_page 32 138 Contacts
await_words 'wants to chat with you'
click_words Accept
await_words Chat
picture ben-was-asked

step 'Another link by another opener: gio open'
DISPLAY=$screen_one
as anna gio open callvault://add/somebody.else >>"$work/open.log" 2>&1 || fail 'gio did not find the app'
await_words 'A link asks you to chat with @somebody.else'
picture link-by-gio
as anna gio open 'callvault://add/ben?server=https://elsewhere.example' >>"$work/open.log" 2>&1
await_words 'nobody was invited'
picture link-of-another-server

step 'A second start brings the window to the front, and ends'
app_window=$(windows | head -n 1)
xdotool windowminimize "$app_window"
wait_until 10 'the window is minimised' is_minimised "$app_window"
before=$(date +%s%N)
as anna callvault >>"$work/open.log" 2>&1 || fail 'the second start failed'
printf '    the second start handed over and ended in %d ms\n' $((($(date +%s%N) - before) / 1000000))
wait_until 10 'the window is back' has_window

step 'The app starts when Anna signs in, once she wants it'
xdotool windowactivate --sync "$app_window"
open_page 32 -78 Settings
xdotool mousemove_relative -- 400 -300
wait_until 120 'the setting is in sight' scroll_to 'Start Call Vault when I sign in'
read -r _ y <"$work/place"
IFS='x+' read -r _ _ left _ <<<"$(window_area)"
click_at $((left + 829)) $((y + 9))
entry=$homes/anna/.config/autostart/io.callvault.Desktop.desktop
wait_until 10 'the autostart entry is written' test -s "$entry"
picture autostart
desktop-file-validate "$entry" || fail 'the autostart entry is wrong'
grep -q '^Exec="/opt/callvault/bin/callvault" --minimized$' "$entry" || fail "the autostart entry starts something else"

step 'The app is closed, and a link starts it'
close_app "$anna_app"
start_app anna anna_app xdg-open callvault://add/ben
await_words 'A link asks you to chat with @ben'
picture started-by-link
close_app "$anna_app"

step "The upgrade to $version keeps what was written"
dpkg -i "$deb" >>"$work/dpkg.log" 2>&1 || fail "dpkg refused the upgrade: $(tail -n 3 "$work/dpkg.log")"
[ "$(dpkg-query -W -f '${Version}' callvault)" = "$version" ] || fail 'the upgrade did not change the version'
start_app anna anna_app callvault
click_words Echo
await_words 'Sent from the package'
picture after-the-upgrade
send 'And from the next version'

step 'Everything ends as it should'
close_app "$anna_app"
DISPLAY=$screen_two
close_app "$ben_app"
kill -TERM "$server_process"
wait_until 30 'the server has ended' is_closed "$server_process"
! grep -E ' ERROR |Exception|signature_failure' "$work"/app.*.log "$work/server.log" || fail 'a log speaks of errors'

step 'Removed, nothing is left but what Anna wrote'
kept_files anna >"$work/home.before"
dpkg --remove callvault >>"$work/dpkg.log" 2>&1 || fail 'dpkg did not remove it'
dpkg --purge callvault >>"$work/dpkg.log" 2>&1 || fail 'dpkg did not purge it'
installed=
system_files >"$work/files.after"
diff "$work/files.before" "$work/files.after" >"$work/files.diff" || fail "the system has other files than before:
$(head -n 20 "$work/files.diff")"
kept_files anna >"$work/home.after"
cmp -s "$work/home.before" "$work/home.after" || fail 'the removal touched what Anna wrote'
grep -q '^./.local/share/callvault/' "$work/home.after" || fail "Anna's messages are gone"
! grep -v -e '^./.local/share/callvault/' -e '^./.config/autostart/io.callvault.Desktop.desktop$' -e '^./.cache/' \
    "$work/home.after" || fail 'the app left files in the home where it has no business'
