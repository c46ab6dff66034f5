# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Other computers: each with its own network, accounts, keys, sshd and libvirtd, beside this one.

As a program, `remote.py keep NUMBER` is the computer: it stays root in namespaces of its own and
takes orders.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import daemons
import processes
from waiting import wait_for

USER, PASSWORD = "far", "opens, sesame"
PASSPHRASE = "a longer phrase"
LOGIN = re.compile(r"^Accepted (\S+) for", re.MULTILINE)
# What each computer has for itself; the rest is shared with this one.
OWN_FOLDERS = ("/etc", "/home", "/root", "/var/lib/libvirt", "/var/cache/libvirt")
SSHD_SETTINGS = """\
ListenAddress {address}
Port {port}
HostKey {folder}/host_key
PidFile none
LogLevel VERBOSE
UsePAM no
KbdInteractiveAuthentication no
StrictModes no
AuthorizedKeysFile {folder}/authorized_keys
MaxStartups 100
PerSourcePenalties no
"""


def obstacle():
    """Why no other computer can be made here, or None."""
    if shutil.which("sshd", path=os.environ["PATH"] + ":/usr/sbin") is None:
        return "no ssh server is installed"
    if shutil.which("ip", path=os.environ["PATH"] + ":/usr/sbin") is None:
        return "ip is not installed"
    return daemons.system_obstacle()


class RemoteHost:
    """Another computer. Made by root, used by the ordinary user that the test becomes then."""

    def __init__(self, number=2, port=22):
        self.number, self.port = number, port
        self.address = f"10.99.{number}.2"
        self.folder = tempfile.mkdtemp(prefix="vfar-")
        os.chmod(self.folder, 0o755)
        self.serving = False
        self._keeper = None

    def __enter__(self):
        self._keeper = subprocess.Popen(
            ["unshare", "--mount", "--propagation", "private", "--net", "--uts", "--ipc",
             sys.executable, "-B", os.path.abspath(__file__), "keep", str(self.number),
             self.folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            self._order("hello")
            self._plug_in()
            self._order("up")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exc):
        self._keeper.stdin.close()
        self._keeper.wait(60)
        self._keeper.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _plug_in(self):
        near, far = f"near{self.number}", f"far{self.number}"
        for words in (["link", "add", near, "type", "veth", "peer", "name", far,
                       "netns", str(self._keeper.pid)],
                      ["addr", "add", f"10.99.{self.number}.1/24", "dev", near],
                      ["link", "set", near, "up"]):
            subprocess.run(["ip", *words], check=True)

    def _order(self, word, **more):
        self._keeper.stdin.write(json.dumps({"order": word, **more}) + "\n")
        self._keeper.stdin.flush()
        answer = json.loads(self._keeper.stdout.readline() or '{"error": "it has ended"}')
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer.get("answer")

    def uri(self, path="/system", user=USER, driver="qemu", **parameters):
        query = "&".join(f"{name}={value}" for name, value in parameters.items())
        port = "" if self.port == 22 else f":{self.port}"
        return (f"{driver}+ssh://{user}@{self.address}{port}{path}"
                + ("?" + query if query else ""))

    def start_sshd(self, *settings):
        """Start sshd, with these lines before those that it always has."""
        self._order("start-sshd", settings=list(settings), port=self.port)
        self.serving = True
        return self

    def stop_sshd(self, sessions=True):
        """End sshd as a crash would, with all that are logged in or without."""
        self._order("stop-sshd", sessions=sessions)
        self.serving = False

    def change_host_key(self):
        self._order("change-host-key")

    def start_libvirtd(self):
        self._order("start-libvirtd")
        return self

    def kill_libvirtd(self):
        self._order("kill-libvirtd")

    def ensure_libvirtd(self):
        self._order("ensure-libvirtd")

    def define_offline(self, xml):
        """Put a definition where the daemon finds it at its next start."""
        self._order("define-offline", xml=xml)

    def let_in(self, public_key):
        """Let whoever has that key in."""
        self._order("let-in", key=public_key)

    def run(self, *command):
        """Run a command there as root and return what it prints."""
        return self._order("run", command=list(command))

    def define(self, xml):
        self._order("define", xml=xml)

    def set_cable(self, plugged):
        """Pull the cable out, or put it in: nobody is told."""
        self._order("cable", plugged=plugged)

    def logins(self):
        """How each login since the start of sshd was made, in their order."""
        return LOGIN.findall(self.log())

    def log(self):
        with open(os.path.join(self.folder, "sshd.log"), encoding="utf-8",
                  errors="replace") as stream:
            return stream.read()

    def fingerprint(self):
        return self._order("fingerprint")


def make_key(path, passphrase=""):
    """A new pair of keys; return the public one."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "test", "-f", path],
                   check=True)
    with open(path + ".pub", encoding="ascii") as stream:
        return stream.read().strip()


class _Keeper:
    """The computer itself."""

    def __init__(self, number, folder):
        self.number, self.folder = number, folder
        self.processes = {}
        self.overlay = tempfile.mkdtemp(prefix="vfar-overlay-")

    def do_hello(self):
        return None

    def do_up(self):
        for folder in OWN_FOLDERS:
            self._own(folder)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "run", "/run"], check=True)
        for folder in ("/run/sshd", "/run/lock", "/run/user"):
            os.makedirs(folder)
        subprocess.run(["hostname", f"far{self.number}"], check=True)
        for words in (["link", "set", "lo", "up"],
                      ["addr", "add", f"10.99.{self.number}.2/24", "dev", f"far{self.number}"],
                      ["link", "set", f"far{self.number}", "up"]):
            subprocess.run(["ip", *words], check=True)
        subprocess.run(["useradd", "-m", "-s", "/bin/sh", "-G", "libvirt,libvirt-qemu", USER],
                       check=True)
        subprocess.run(["chpasswd"], input=f"{USER}:{PASSWORD}\n", text=True, check=True)
        daemons.name_this_host()
        self.do_change_host_key()

    def _own(self, folder):
        base = os.path.join(self.overlay, folder.strip("/").replace("/", "-"))
        os.makedirs(folder, exist_ok=True)
        subprocess.run(["mkdir", "-p", base], check=True)
        subprocess.run(["mount", "-t", "tmpfs", "own", base], check=True)
        for name in ("upper", "work"):
            os.mkdir(os.path.join(base, name))
        shutil.copystat(folder, os.path.join(base, "upper"))
        subprocess.run(["mount", "-t", "overlay", "own", "-o",
                        f"lowerdir={folder},upperdir={base}/upper,workdir={base}/work", folder],
                       check=True)

    def do_change_host_key(self):
        key = self._path("host_key")
        for path in (key, key + ".pub"):
            if os.path.exists(path):
                os.unlink(path)
        make_key(key)

    def do_fingerprint(self):
        text = subprocess.run(["ssh-keygen", "-l", "-f", self._path("host_key.pub")], check=True,
                              capture_output=True, text=True).stdout
        return text.split()[1]

    def do_let_in(self, key):
        with open(self._path("authorized_keys"), "a", encoding="ascii") as stream:
            stream.write(key + "\n")
        os.chmod(self._path("authorized_keys"), 0o644)

    def do_start_sshd(self, settings, port):
        address = f"10.99.{self.number}.2"
        with open(self._path("sshd_config"), "w", encoding="utf-8") as stream:
            stream.write("".join(line + "\n" for line in settings) + SSHD_SETTINGS.format(
                address=address, port=port, folder=self.folder))
        with open(self._path("sshd.log"), "w", encoding="utf-8"):
            os.chmod(self._path("sshd.log"), 0o644)
        self._start("sshd", "/usr/sbin/sshd", "-D", "-e", "-f", self._path("sshd_config"))
        wait_for(lambda: subprocess.run(
            ["bash", "-c", f"exec 3<>/dev/tcp/{address}/{port}"], stderr=subprocess.DEVNULL,
            check=False).returncode == 0, 10, "sshd")

    def do_stop_sshd(self, sessions):
        sshd = self.processes.pop("sshd")
        victims = processes.tree(sshd.pid)[1:] if sessions else []
        sshd.kill()
        sshd.wait()
        for pid in victims:
            processes.stop_pid(pid, 2.0)

    def do_start_libvirtd(self):
        settings = self._path("libvirtd.conf")
        uuid = f"{self.number:08d}-2222-4222-8222-222222222222"
        with open(settings, "w", encoding="utf-8") as stream:
            stream.write(daemons.COMMON_SETTINGS + daemons.OPEN_TO_GROUP + f'host_uuid = "{uuid}"\n')
        if "virtlogd" not in self.processes:
            self._start("virtlogd", "virtlogd")
        self._start("libvirtd", "libvirtd", "-f", settings)
        daemons.open_when_up("qemu:///system").close()

    def do_kill_libvirtd(self):
        daemon = self.processes.pop("libvirtd")
        daemon.kill()
        daemon.wait()

    def do_ensure_libvirtd(self):
        if "libvirtd" not in self.processes:
            self.do_start_libvirtd()

    def do_define_offline(self, xml):
        name = re.search("<name>(.*)</name>", xml)[1]
        with open(f"/etc/libvirt/qemu/{name}.xml", "w", encoding="utf-8") as stream:
            stream.write(xml)

    def do_run(self, command):
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=60, check=False)
        if done.returncode:
            raise RuntimeError(f"{command[0]}: {done.stderr}")
        return done.stdout

    def do_define(self, xml):
        with open(self._path("machine.xml"), "w", encoding="utf-8") as stream:
            stream.write(xml)
        self.do_run(["virsh", "-q", "define", self._path("machine.xml")])

    def do_cable(self, plugged):
        # Taking the link down would be noticed at once.
        for chain, way in (("INPUT", "-i"), ("OUTPUT", "-o")):
            subprocess.run(["iptables", "-D" if plugged else "-I", chain, way, f"far{self.number}",
                            "-j", "DROP"], check=True)

    def _start(self, name, *command):
        self.processes[name] = processes.spawn(command, log=self._path(name + ".log"))

    def _path(self, name):
        return os.path.join(self.folder, name)

    def stop(self):
        for name in ("sshd", "libvirtd", "virtlogd"):
            if name in self.processes:
                self.processes[name].kill()
                self.processes[name].wait()
        daemons.end_by_pid_files("/run/libvirt/qemu/*.pid")


def _keep(number, folder):
    keeper = _Keeper(number, folder)
    try:
        for line in sys.stdin:
            words = json.loads(line)
            order = getattr(keeper, "do_" + words.pop("order").replace("-", "_"))
            try:
                answer = {"answer": order(**words)}
            except (OSError, RuntimeError, subprocess.SubprocessError, AssertionError) as error:
                answer = {"error": f"{order.__name__}: {error}"}
            print(json.dumps(answer), flush=True)
    finally:
        keeper.stop()


if __name__ == "__main__":
    if sys.argv[1:2] != ["keep"] or len(sys.argv) != 4:
        sys.exit(__doc__)
    _keep(int(sys.argv[2]), sys.argv[3])
