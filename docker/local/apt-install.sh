#!/bin/sh
# Installs MariaDB, Redis and what tests open documents with from the distribution's packages, as root, without letting
# the packages start daemons: the project runs its own. Arguments: mariadb, redis, office.
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
wait_for_others='-o DPkg::Lock::Timeout=300'

policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  trap 'exit 130' INT TERM
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod 755 "$policy"
fi

apt-get update $wait_for_others -q || echo 'apt-get update failed; trying with the package lists at hand'

packages=''
for wanted in "$@"; do
  case "$wanted" in
    mariadb)
      # The core package is the server without a system service; older releases know only the whole one.
      if apt-cache show mariadb-server-core > /dev/null 2>&1; then packages="$packages mariadb-server-core mariadb-client-core"
      else packages="$packages mariadb-server"; fi ;;
    redis) packages="$packages redis-server" ;;
    office) packages="$packages libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils" ;;
  esac
done
apt-get install $wait_for_others -q -y --no-install-recommends $packages

# A service that came with the packages would start with the machine: nobody asked for that.
if [ -d /run/systemd/system ]; then
  for service in redis-server mariadb; do
    case "$packages" in *"$service"*) systemctl disable "$service" > /dev/null 2>&1 || true ;; esac
  done
fi
