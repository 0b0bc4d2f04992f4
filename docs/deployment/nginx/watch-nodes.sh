#!/bin/sh
# Asks nodes twice a second whether they are ready, and keeps a file NAME.away in the directory for each that is not:
# watch-nodes.sh DIRECTORY NAME=HOST:PORT...
set -u
directory=$1
shift
mkdir -p "$directory"
while :; do
    for node; do
        file=$directory/${node%%=*}.away
        if curl --silent --fail --max-time 1 --output /dev/null "http://${node#*=}/actuator/health/readiness"; then
            rm -f "$file"
        else
            : >"$file"
        fi
    done
    sleep 0.5
done
