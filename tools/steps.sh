# What ./quickstart and ./check share: steps with a title and a time, a log, and the installation of packages.
# shellcheck shell=bash

steps_begun=$SECONDS
step_times=()
cmake_options=()

# steps_log FILE: where the output of the steps goes.
steps_log() {
  log=$1
  mkdir -p "$(dirname "$log")"
  : >"$log"
}

# step TITLE COMMAND...: runs the command with its output in the log; on failure shows the end of it and stops.
step() {
  local title=$1 begun=$SECONDS status=0
  shift
  printf '%-58s ' "$title"
  printf '\n== %s\n' "$title" >>"$log"
  "$@" >>"$log" 2>&1 </dev/null || status=$?
  local took=$((SECONDS - begun))
  if [ "$status" -ne 0 ]; then
    printf 'FAILED after %d s\n' "$took"
    tail -n 40 "$log"
    printf '\n%s failed (status %d); all of its output is in %s\n' "$title" "$status" "$log" >&2
    exit 1
  fi
  printf '%4d s\n' "$took"
  step_times+=("$(printf '%5d s  %s' "$took" "$title")")
}

# packages SECTION...: the names under these headings of tools/packages.txt.
packages() {
  awk -v wanted=" $* " '/^#/ || !NF {next} /^\[/ {on = index(wanted, " " substr($0, 2, length($0) - 2) " "); next} on' \
    tools/packages.txt
}

# missing_packages SECTION...: those that are not installed.
missing_packages() {
  local name
  while read -r name; do
    # shellcheck disable=SC2016  # ${Status} is for dpkg-query
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q '^install ok installed$' || echo "$name"
  done < <(packages "$@")
}

# install_packages SECTION...: installs what is missing, as root or with sudo. Does nothing if nothing is.
install_packages() {
  local missing=() as_root=()
  if ! command -v dpkg-query >/dev/null; then
    echo "this is no Debian system: install the equivalents of tools/packages.txt, then add --no-install"
    return 1
  fi
  mapfile -t missing < <(missing_packages "$@")
  if [ ${#missing[@]} -eq 0 ]; then
    echo "nothing to install"
    return 0
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "not root, and no sudo: run as root: apt-get install ${missing[*]}"
      return 1
    fi
    as_root=(sudo)
  fi
  echo "installing ${missing[*]}"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}

# web_packages: what the web app is built from, as web/package-lock.json pins it. node and npm are installed only where
# there are none; no package runs a script of its own.
web_packages() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then install_packages web || return 1; fi
  if [ web/node_modules/.package-lock.json -nt web/package-lock.json ]; then
    echo "nothing to install"
    return 0
  fi
  npm ci --prefix web --ignore-scripts --no-audit --no-fund ||
    { echo "without the registry of npm: ./quickstart --cli, or cmake -DWHENCE_WEB=OFF"; return 1; }
}

# build PRESET TARGET...: configures, with cmake_options, and builds. As many jobs as there are cores and gigabytes for.
build() {
  local preset=$1 jobs memory
  shift
  memory=$(awk '/MemAvailable/ {print int($2 / 1500000)}' /proc/meminfo)
  jobs=$(nproc)
  if [ "$memory" -lt "$jobs" ]; then jobs=$((memory > 0 ? memory : 1)); fi
  cmake --preset "$preset" "${cmake_options[@]}" && cmake --build --preset "$preset" --parallel "$jobs" ${1:+--target "$@"}
}

steps_summary() {
  printf '%s\n' "${step_times[@]}"
  printf '%5d s  in all\n' "$((SECONDS - steps_begun))"
}
