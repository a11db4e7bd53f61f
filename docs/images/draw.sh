#!/usr/bin/env bash
# Draws the pictures of README.md and docs/dashboard.md anew, from real runs. Fonts: fonts-inter, fonts-noto-mono.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
gui=(../../kafkasim gui)
fault=(--inject '60 kill broker-102 for 60s')

"${gui[@]}" trucks_gps "${fault[@]}" --at 63.4 --size 1400x900 --render cluster --out .
dead_consumer=(--inject '170 kill consumer location-dashboard for 30s' --cursor 181.2 --size 1400x900 --out .)
"${gui[@]}" trucks_gps "${fault[@]}" "${dead_consumer[@]}" --at 190 --render trucks
"${gui[@]}" trucks_gps --variant a-larger-fleet "${fault[@]}" "${dead_consumer[@]}" --at 250 --render charts
"${gui[@]}" a_rolling_deploy --at 200 --size 1400x900 --render groups --out .
"${gui[@]}" a_rolling_deploy --compare 'groups.eager.config.partition.assignment.strategy=[cooperative-sticky]' \
  --window 40..200 --size 1400x1300 --script groups_compared.txt --out .
# Behind the one before, which draws a compare.png of its own.
"${gui[@]}" acks.yaml --compare producers.shop.config.acks=1 --window 14..40 --cursor 22 --size 1400x900 --render compare --out .
