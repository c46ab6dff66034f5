# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""A host elsewhere over ssh: one login, our own questions, and nothing left behind."""

import glob
import os
import pathlib
import re
import signal
import stat

import program
import remote
import tap
from remote_case import MACHINES, RemoteCase, set_up_module as setUpModule
from waiting import wait_for, wait_until_gone


def sockets_below(folder):
    return [path for path in pathlib.Path(folder).rglob("*") if path.is_socket()]


class LoginTest(RemoteCase):
    """One login carries everything."""

    def test_key(self):
        """With a key nobody is asked, one login carries all, and nothing is left behind"""
        self.serve()
        with program.Program(self.desk, self.host.uri(no_verify=1)) as running:
            running.wait_count(MACHINES)
            self.assertEqual(self.host.logins(), ["publickey"])
            self.assertNotIn("Starting session", self.host.log())
            self.assertTrue(sockets_below(self.runtime()))
            for folder in (self.runtime(), *glob.glob(self.runtime() + "/*")):
                self.assertEqual(stat.S_IMODE(os.stat(folder).st_mode), 0o700, folder)
            self.assertEqual(running.stalls(), [])
            self.atspi.xdotool("key", "ctrl+q")
            wait_until_gone(lambda: running.running, 10, "the program")
            self.assertEqual(os.listdir(self.runtime()), [])
        wait_until_gone(self.logged_in, 10, "the login")

    def test_crash(self):
        """A crash leaves nobody logged in, and the next start cleans up"""
        self.serve()
        uri = self.host.uri(no_verify=1)
        with program.Program(self.desk, uri) as running:
            running.wait_count(MACHINES)
            os.kill(running.pid, signal.SIGKILL)
            wait_until_gone(self.logged_in, 10, "the login")
        left = os.listdir(self.runtime())
        self.assertEqual(len(left), 1)
        with program.Program(self.desk, uri) as running:
            running.wait_count(MACHINES)
            self.assertEqual(len(os.listdir(self.runtime())), 1)
            self.assertNotEqual(os.listdir(self.runtime()), left)

    def test_no_forwarding(self):
        """Where the server lets nothing through, libvirt's helper carries it, over the same login"""
        self.serve("AllowStreamLocalForwarding no", "AllowTcpForwarding no")
        running = self.start(self.host.uri(no_verify=1))
        running.wait_count(MACHINES)
        self.assertEqual(self.host.logins(), ["publickey"])
        self.assertIn("Starting session: command", self.host.log())

    def test_session(self):
        """The session daemon of the account there is started and reached over the one login"""
        self.serve()
        running = self.start(self.host.uri("/session", no_verify=1))
        running.wait_count(0, 30)
        self.assertEqual(self.host.logins(), ["publickey"])


class QuestionTest(RemoteCase):
    """What ssh asks, asked in windows of our own."""

    def question(self, running, heading):
        """Wait until that is asked; return the question."""
        return running.node.wait_for("alert", heading, 15)

    def fill_in(self, dialog, text):
        dialog.wait_for("text").set_text(text)

    def press(self, dialog, button):
        dialog.wait_for("button", button).activate()

    def switch_on(self, dialog, name):
        """Go there with the keyboard and press it."""
        row = dialog.wait_for("check box", name)
        for _ in range(6):
            if any("focused" in node.states for node in row.walk()):
                break
            self.atspi.xdotool("key", "Tab")
        self.atspi.xdotool("key", "space")
        self.atspi.wait(lambda: any(node.checked for node in row.walk()), 5, name, dialog)

    def assert_kept_secret(self, *secrets):
        """No secret stands in the arguments or the environment of any process."""
        for path in glob.glob("/proc/[0-9]*/cmdline") + glob.glob("/proc/[0-9]*/environ"):
            try:
                with open(path, "rb") as stream:
                    text = stream.read()
            except OSError:
                continue
            for secret in secrets:
                self.assertNotIn(secret.encode(), text, path)

    def test_password(self):
        """A wrong password is asked for again, the right one lets in, and neither is to be found"""
        self.serve("PubkeyAuthentication no")
        running = self.start(self.host.uri(no_verify=1))
        dialog = self.question(running, "Log In")
        self.assertTrue(dialog.find("label", f"{remote.USER}@{self.host.address}"))
        self.fill_in(dialog, "not the password")
        self.press(dialog, "Log In")
        running.node.wait_for("label", "The server did not accept that. Try again.", 15)
        dialog = self.question(running, "Log In")
        self.fill_in(dialog, remote.PASSWORD)
        self.press(dialog, "Log In")
        running.wait_count(MACHINES)
        self.assert_kept_secret("not the password", remote.PASSWORD)
        self.assertEqual(self.host.logins(), ["password"])
        self.assertEqual(self.host.log().count("Failed password"), 1)

    def test_keyboard(self):
        """The keyboard alone answers: the entry has the focus, and Enter sends it"""
        self.serve("PubkeyAuthentication no")
        running = self.start(self.host.uri(no_verify=1))
        entry = self.question(running, "Log In").wait_for("text")
        self.atspi.wait(lambda: "focused" in entry.states, 5, "the focus", running.node)
        self.atspi.xdotool("type", "--delay", "5", remote.PASSWORD)
        self.atspi.xdotool("key", "Return")
        running.wait_count(MACHINES)

    def test_cancel(self):
        """Cancel means cancel: nothing more is asked, and the host is simply not connected"""
        self.serve("PubkeyAuthentication no")
        running = self.start(self.host.uri(no_verify=1))
        self.press(self.question(running, "Log In"), "Cancel")
        running.node.wait_for("label", "Not connected")
        self.assertIsNone(running.node.find("alert"))
        wait_until_gone(self.logged_in, 10, "ssh")
        self.assertEqual(self.host.log().count("Failed password"), 0)

    def test_passphrase(self):
        """A key is unlocked by its passphrase, and said which"""
        self.serve("PasswordAuthentication no")
        self.take_key_away()
        running = self.start(self.host.uri(no_verify=1, keyfile=self.locked_key))
        dialog = self.question(running, "Unlock Key")
        self.assertTrue(dialog.find("label", self.locked_key))
        self.fill_in(dialog, "not the phrase")
        self.press(dialog, "Unlock")
        running.node.wait_for("label", "That passphrase does not open the key. Try again.", 15)
        dialog = self.question(running, "Unlock Key")
        self.fill_in(dialog, remote.PASSPHRASE)
        self.press(dialog, "Unlock")
        running.wait_count(MACHINES)
        self.assert_kept_secret(remote.PASSPHRASE)

    def test_unknown_server(self):
        """A server's key is shown before it is trusted: once, always, or not at all"""
        self.serve()
        for button in ("Refuse", "Trust Once", "Trust Always"):
            with self.subTest(button), program.Program(self.desk, self.host.uri()) as running:
                dialog = self.question(running, "Is This the Right Server?")
                self.assertTrue(dialog.find("label", self.host.fingerprint()))
                self.press(dialog, button)
                if button == "Refuse":
                    running.node.wait_for("label", "Not connected")
                else:
                    running.wait_count(MACHINES)
                if button != "Trust Always":
                    self.assertFalse(os.path.exists(self.known_hosts))
        with open(self.known_hosts, encoding="ascii") as stream:
            self.assertEqual(len(stream.read().splitlines()), 1)
        running = self.start(self.host.uri())
        running.wait_count(MACHINES)
        self.assertEqual(len(self.host.logins()), 3)

    def test_other_libraries(self):
        """What the ssh libraries within libvirt ask looks the same"""
        self.serve()
        for transport in ("libssh", "libssh2"):
            uri = self.host.uri(keyfile=self.key, sshauth="privkey",
                                known_hosts=self.known_hosts + "." + transport)
            with self.subTest(transport), \
                    program.Program(self.desk, uri.replace("+ssh", "+" + transport)) as running:
                dialog = self.question(running, "Is This the Right Server?")
                self.press(dialog, "Trust Always")
                running.wait_count(MACHINES)

    def test_changed_server(self):
        """A server with another key than before is refused loudly, with what to do"""
        self.serve()
        with program.Program(self.desk, self.host.uri()) as running:
            self.press(self.question(running, "Is This the Right Server?"), "Trust Always")
            running.wait_count(MACHINES)
        self.host.stop_sshd()
        self.host.change_host_key()
        self.host.start_sshd()
        running = self.start(self.host.uri())
        running.node.wait_for("label", re.compile("not the one that it had"), 15)
        running.node.wait_for("button", "Details").activate()
        running.node.wait_for(None, re.compile(f"^ssh-keygen -f .* -R '{self.host.address}'$"))
        self.assertEqual(self.host.logins(), [])

    def test_keyring(self):
        """A password is kept only when asked to, and then nobody is asked again"""
        self.serve("PubkeyAuthentication no")
        keyring = os.path.join(self.ssh_folder, "keyring")
        environment = {"SECRET_BACKEND": "file", "SECRET_FILE_TEST_PATH": keyring,
                       "SECRET_FILE_TEST_PASSWORD": "test"}
        uri = self.host.uri(no_verify=1)
        for keep in (False, True):
            with program.Program(self.desk, uri, environment=environment) as running:
                dialog = self.question(running, "Log In")
                self.fill_in(dialog, remote.PASSWORD)
                if keep:
                    self.switch_on(dialog, "Keep in the Keyring")
                self.press(dialog, "Log In")
                running.wait_count(MACHINES)
                wait_for(lambda: os.path.exists(keyring) == keep, 5, "the keyring")
        running = self.start(uri, environment=environment)
        running.wait_count(MACHINES)
        self.assertIsNone(running.node.find("alert"))


class FailureTest(RemoteCase):
    """Why a host cannot be connected, in words that help."""

    def assert_told(self, uri, words):
        with program.Program(self.desk, uri) as running:
            running.node.wait_for("label", re.compile(words), 25)

    def test_reaching(self):
        """A server that is not there, not known, or does not listen"""
        self.serve()
        for uri, words in (
                ("qemu+ssh://nowhere.invalid/system", "^There is no server of that name"),
                (f"qemu+ssh://{self.host.address}:2222/system", "nothing listens on that port"),
                ("qemu+ssh://10.98.1.1/system", "^The network knows no way"),
                (f"qemu+tcp://{self.host.address}/system", "nothing listens on that port"),
                (f"qemu+tls://{self.host.address}/system", "^There is no certificate")):
            with self.subTest(uri):
                self.assert_told(uri, words)

    def test_rights(self):
        """An account that may not log in, or may not use libvirt there"""
        self.serve("PasswordAuthentication no")
        self.take_key_away()
        self.assert_told(self.host.uri(no_verify=1), "^The server refused every key")
        self.host.run("gpasswd", "-d", remote.USER, "libvirt")
        self.addCleanup(self.host.run, "gpasswd", "-a", remote.USER, "libvirt")
        self.assert_told(self.host.uri(no_verify=1, keyfile=self.key + ".away"),
                         "^Your account on the server may not use libvirt")

    def test_no_daemon(self):
        """A server where libvirt does not run"""
        self.serve()
        self.host.kill_libvirtd()
        self.addCleanup(self.host.start_libvirtd)
        self.host.run("sh", "-c", "rm -f /run/libvirt/libvirt-sock*")
        self.assert_told(self.host.uri(no_verify=1), "^libvirt is not running on the server")


if __name__ == "__main__":
    tap.main()
