#!/usr/bin/env bash
# Writes the workbooks that the checks look at, each with its JSON documents beside it.
# Arguments: the command `easc`, the folder.
set -euo pipefail
easc=$1
out=$2
root=$(realpath "$(dirname "$0")/../..")
logs=$root/build/made-logs

# Name, then logs and options.
write() {
    local name=$1 code=0
    shift
    "$easc" report -q "$@" -o "$out/$name.xlsx"
    "$easc" gate -q "$@" -o "$out/$name.gate.json" || code=$?
    [ "$code" -le 2 ]
    local plain=() skip=0
    for argument in "$@"; do # what a scan does not take
        case $argument in
            --mailboxes) skip=1 ;;
            *) if [ "$skip" = 1 ]; then skip=0; else plain+=("$argument"); fi ;;
        esac
    done
    "$easc" scan -q "${plain[@]}" -o "$out/$name.scan.json"
}

write nokia "$root/examples/data/2011-nokia" --policy-off 2011-05-06..2011-05-18
write nokia-middle "$root/examples/data/2011-nokia" --until 2011-05-13 --policy-off 2011-05-06
write exchange-2016 "$root/examples/data/2016"

mkdir -p "$logs/empty" "$logs/hostile"
printf '#Fields: date time cs-uri-stem sc-status\r\n' >"$logs/empty/u_ex110501.log"
write empty "$logs/empty"

fields='date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken'
row() { # user, device id, agent
    printf '2011-05-01 10:00:00 10.0.0.1 POST /Microsoft-Server-ActiveSync/default.eas Cmd=Sync&User=x&DeviceId=%s&DeviceType=T&Log=V141_Pk1_ 443 %s 192.0.2.1 %s 200 0 0 1\r\n' "$2" "$1" "$3"
}
{
    printf '#Fields: %s\r\n' "$fields"
    row '=1+1' '%3D2%2B3' '=cmd|/c+calc!A1'
    row '@SUM(A1)' '-1' '+1'
    row 'CONTOSO\a' '%00%01%0A%1B[31m' "$(printf '\xff\xfe\x80')"
    row 'CONTOSO\b' '%EF%BF%BE%EF%BF%BF%ED%A0%80' '<script>alert(1)</script>&amp;'
    row 'CONTOSO\c' "$(printf 'x%.0s' $(seq 1 33000))" "$(printf 'A%.0s' $(seq 1 40000))"
    row 'CONTOSO\d' 'http://example.com' 'mailto:a@example.com'
} >"$logs/hostile/u_ex110501.log"
write hostile "$logs/hostile"
