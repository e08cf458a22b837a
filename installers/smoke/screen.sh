# shellcheck shell=bash
# A screen that nobody sees, a person's hands at it, and eyes that read it. Sourced by smoke.sh.
# Nothing here knows the app from inside: it is clicked where its words stand.
# Given by smoke.sh: here, work, pictures, children, wait_until.
# shellcheck disable=SC2154,SC2034

SCREEN_SIZE=1280x900

# Opens a screen with a small window manager. $1: name of the variable that gets its number.
# Two that open screens at the same time may take the same number: one of them tries again.
open_screen() {
    local number_file=$work/display.$1 pid attempt
    for attempt in 1 2 3 4 5; do
        Xvfb -displayfd 3 -screen 0 "${SCREEN_SIZE}x24" -nolisten tcp -ac 3>"$number_file" 2>"$work/xvfb.$1.$attempt.log" &
        pid=$!
        children+=("$pid")
        wait_until 15 "the screen $1 has a number" test -s "$number_file"
        printf -v "$1" ':%s' "$(cat "$number_file")"
        DISPLAY=${!1} openbox >"$work/openbox.$1.$attempt.log" 2>&1 &
        children+=("$!")
        if within 10 has_window_manager "${!1}"; then
            return 0
        fi
        kill "$pid" 2>/dev/null || :
    done
    fail "no screen with a window manager: see $work/openbox.$1.*.log"
}

has_window_manager() {
    xprop -display "$1" -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q 'window id'
}

# Looks at screen $DISPLAY. $1: file
look() {
    import -window root "$1"
}

# Keeps a picture of the screen beside the others. $1: what it shows, in words with dashes
picture() {
    shots=$((shots + 1))
    look "$pictures/$(printf '%02d' "$shots")-$1.png"
}

# Whether words stand in the window.
reads() {
    look "$work/now.png"
    local area
    area=$(window_area) && "$here/see.py" where "$work/now.png" "$area" "$1" >"$work/place"
}

# Waits until words stand on the screen.
await_words() {
    wait_until "${2:-40}" "\"$1\" stands on the screen" reads "$1"
}

# Clicks on words. $2, $3: so many pixels beside them
click_words() {
    await_words "$1"
    local x y
    read -r x y <"$work/place"
    click_at $((x + ${2:-0})) $((y + ${3:-0}))
}

# Clicks at a place of the screen.
click_at() {
    xdotool mousemove "$1" "$2" sleep 0.1 click 1
}

# Clicks at a place of the window, counted from its left and, if negative, from its bottom.
click_in_window() {
    local width height x y
    IFS='x+' read -r width height x y <<<"$(window_area)"
    : "$width"
    if [ "$2" -lt 0 ]; then
        y=$((y + height))
    fi
    click_at $((x + $1)) $((y + $2))
}

# Clicks at a place of the window until words are seen: a window that just came back may not take the first click.
open_page() {
    local attempt
    for attempt in 1 2 3 4; do
        click_in_window "$1" "$2"
        within 6 reads "$3" && return 0
    done
    fail "the page \"$3\" did not open with $attempt clicks"
}

type_text() {
    xdotool type --delay 25 -- "$1"
}

# Writes into the field below a label.
fill() {
    click_words "$1" 40 33
    xdotool key ctrl+a
    type_text "$2"
}

# Where the window stands, without its frame: WIDTHxHEIGHT+X+Y. Nothing can be read where there is none.
window_area() {
    local window
    window=$(windows | head -n 1)
    [ -n "$window" ] || return 1
    xwininfo -id "$window" | awk '
        /Absolute upper-left X/ { x = $NF } /Absolute upper-left Y/ { y = $NF } /^  Width/ { w = $NF } /^  Height/ { h = $NF }
        END { printf "%dx%d+%d+%d\n", w, h, x, y }'
}

# The windows of the app on this screen, by their titles.
windows() {
    xdotool search --onlyvisible --name '^(\([0-9]+\) )?Call Vault$' 2>/dev/null
}

# $1: window
is_minimised() {
    xprop -id "$1" WM_STATE | grep -q Iconic
}

# Puts the window where all of it is seen; true once it is there.
is_placed() {
    case $(window_area) in
        *+8?+8?) ;;
        *)
            xdotool windowmove "$(windows | head -n 1)" 80 60
            false
            ;;
    esac
}

has_window() {
    [ -n "$(windows)" ]
}

is_closed() {
    ! kill -0 "$1" 2>/dev/null
}

# Closes the window as a person does, and waits for the end of process $1.
close_app() {
    local status=0
    xdotool windowactivate --sync "$(windows | head -n 1)" key alt+F4
    wait_until 30 "the app has ended" is_closed "$1"
    wait "$1" || status=$?
    [ "$status" -eq 0 ] || fail "the app ended with $status"
}

# Turns the wheel until words stand on the screen. $1: words
scroll_to() {
    reads "$1" && return 0
    xdotool click --repeat 8 --delay 40 5
    return 1
}
