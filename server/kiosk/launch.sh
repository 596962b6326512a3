#!/bin/sh
# Starts a kiosk's browser (発券機のブラウザー) on a Debian machine: nothing of a person stays on its disk, it prints without a dialogue,
# trusts the city hall's own authority and no other beside the usual ones, and is started again whenever it ends.
set -eu

usage() {
    cat <<'END'
使い方: launch.sh [--authority ca.crt] [--state フォルダー] [--once] [--headless] https://窓口のサーバー:8443/kiosk/庁舎
        launch.sh --policy https://窓口のサーバー:8443/kiosk/庁舎 > /etc/chromium/policies/managed/madoguchi-kiosk.json

  --authority ファイル  市のサーバーの認証局の証明書（データフォルダーの tls/ca.crt を写したもの）。指紋を見比べてから使ってください。
  --state フォルダー    この端末の登録（クッキー）だけを残すところ。人が書いたものは入りません。
                        言わなければ ~/.local/state/madoguchi-kiosk
  --policy              起動せず、この端末のブラウザーに守らせる決まりを書き出す（ほかのページ・新しいタブの検索・開発者ツール・保存を使わせない）。
                        一度だけ、管理者（root）が上の場所に置いてください。
  --once                終わっても起動し直さない
  --headless            画面なしで動かす（試験用）

環境変数:
  MADOGUCHI_KIOSK_BROWSER   ブラウザー（言わなければ chromium）
  MADOGUCHI_KIOSK_FLAGS     ブラウザーに加える引数（空白で区切る）
  MADOGUCHI_KIOSK_FOLDER    一時フォルダーを置くところ（言わなければ /run/user/… か /dev/shm か /tmp）
END
}

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

authority='' state='' once='' headless='' address='' policy=''
while [ $# -gt 0 ]; do
    case $1 in
        --authority) [ $# -ge 2 ] || fail '--authority には、証明書のファイルを続けてください。'; authority=$2; shift ;;
        --state) [ $# -ge 2 ] || fail '--state には、フォルダーを続けてください。'; state=$2; shift ;;
        --policy) policy=yes ;;
        --once) once=yes ;;
        --headless) headless=yes ;;
        --help | -h) usage; exit 0 ;;
        -*) usage >&2; fail "$1 という引数はありません。" ;;
        *) address=$1 ;;
    esac
    shift
done
[ -n "$address" ] || { usage >&2; fail '開くアドレスを言ってください。'; }
case $address in
    https://* | http://127.0.0.1[:/]* | http://localhost[:/]*) ;;
    *) fail 'アドレスは https:// で始めてください。' ;;
esac

# What no page can hinder: the keys of the browser itself that open a tab, a window, a tool. A new tab shows the kiosk.
if [ -n "$policy" ]; then
    hall=$(printf '%s' "$address" | sed 's|^\(https*://[^/]*\).*|\1|')
    cat <<END
{
  "URLBlocklist": ["*"],
  "URLAllowlist": ["$hall"],
  "NewTabPageLocation": "$address",
  "HomepageIsNewTabPage": true,
  "DeveloperToolsAvailability": 2,
  "IncognitoModeAvailability": 1,
  "BrowserGuestModeEnabled": false,
  "BrowserAddPersonEnabled": false,
  "AllowFileSelectionDialogs": false,
  "DownloadRestrictions": 3,
  "EditBookmarksEnabled": false,
  "SavingBrowserHistoryDisabled": true,
  "PasswordManagerEnabled": false,
  "AutofillAddressEnabled": false,
  "AutofillCreditCardEnabled": false,
  "TranslateEnabled": false,
  "SearchSuggestEnabled": false,
  "VideoCaptureAllowedUrls": ["$hall"],
  "SerialAllowAllPortsForUrls": ["$hall"]
}
END
    exit 0
fi

browser=${MADOGUCHI_KIOSK_BROWSER:-chromium}
state=${state:-${XDG_STATE_HOME:-$HOME/.local/state}/madoguchi-kiosk}

# Debian's packages, each with what tells that it is there.
missing=''
command -v "$browser" > /dev/null || missing="$missing chromium"
[ -z "$authority" ] || command -v certutil > /dev/null || missing="$missing libnss3-tools"
[ -d /usr/share/fonts/opentype/noto ] || [ -n "$(find /usr/share/fonts -name 'NotoSansCJK*' 2> /dev/null | head -n 1)" ] || missing="$missing fonts-noto-cjk"
[ -z "$missing" ] || fail "足りないものがあります。入れてください: apt-get install$missing"
command -v lp > /dev/null || say '印刷の仕組み（cups）がないので、印刷はできません: apt-get install cups'
[ -f /etc/chromium/policies/managed/madoguchi-kiosk.json ] || [ -n "$headless" ] \
    || say 'ブラウザーの決まりが置かれていないので、キーボードから新しいタブなどを開けます: launch.sh --help の --policy をご覧ください。'
[ -z "$authority" ] || [ -r "$authority" ] || fail "証明書 $authority を読めません。"

# In memory where the machine has room for it there.
folder() {
    for place in "${MADOGUCHI_KIOSK_FOLDER:-}" "${XDG_RUNTIME_DIR:-}" /dev/shm "${TMPDIR:-/tmp}"; do
        if [ -n "$place" ] && [ -d "$place" ] && [ -w "$place" ]; then
            mktemp -d "$place/madoguchi-kiosk.XXXXXX"
            return
        fi
    done
    fail '一時フォルダーを置くところがありません。'
}

profile='' running=''
clear_away() {
    if [ -n "$running" ]; then
        kill "$running" 2> /dev/null || true
        wait "$running" 2> /dev/null || true
        running=''
    fi
    if [ -n "$profile" ]; then
        remember
        rm -rf "$profile"
        profile=''
    fi
}
trap clear_away EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# The cookie by which the city hall knows this device, and nothing else of the profile.
remember() {
    [ -f "$profile/browser/Default/Cookies" ] || return 0
    mkdir -p "$state" && chmod 700 "$state"
    cp "$profile/browser/Default/Cookies" "$state/cookies.new" && mv "$state/cookies.new" "$state/cookies"
}

prepare() {
    umask 077
    profile=$(folder)
    mkdir -p "$profile/browser/Default" "$profile/.pki/nssdb"
    if [ -f "$state/cookies" ]; then cp "$state/cookies" "$profile/browser/Default/Cookies"; fi
    if [ -n "$authority" ]; then
        certutil -d "sql:$profile/.pki/nssdb" -N --empty-password
        certutil -d "sql:$profile/.pki/nssdb" -A -t C,, -n madoguchi -i "$authority"
    fi
}

start() {
    set -- --user-data-dir="$profile/browser" --kiosk --kiosk-printing --password-store=basic --no-first-run --no-default-browser-check \
        --noerrdialogs --hide-crash-restore-bubble --disable-session-crashed-bubble --disable-breakpad --disable-pinch \
        --overscroll-history-navigation=0 --disable-sync --disable-background-networking --disable-component-update \
        --disable-features=Translate,AutofillServerCommunication,OptimizationHints --disk-cache-size=33554432 --lang=ja
    [ -z "$headless" ] || set -- "$@" --headless
    # Several arguments stand in one variable.
    # shellcheck disable=SC2086
    HOME=$profile XDG_CONFIG_HOME=$profile XDG_CACHE_HOME=$profile "$browser" "$@" ${MADOGUCHI_KIOSK_FLAGS:-} "$address" &
    running=$!
}

while :; do
    prepare
    start
    # Whatever ends it, the next one begins with an empty profile.
    wait "$running" || say 'ブラウザーが終わりました。'
    running=''
    clear_away
    [ -z "$once" ] || exit 0
    sleep 2
done
