#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Takes the pictures of the real program: shots-program.py FOLDER [NAME]

Each scene is the program in one state, each look one way in which it may have to look. What a
scene needs is done with the keyboard, the pointer and assistive technology, as a person does it.
"""

import contextlib
import dataclasses
import filecmp
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

import daemons
import libvirt
import processes
import program
from desk import Desk
from relay import Relay

HEIGHT = 720
SCREEN = "2040x1100"
SETTLE_TIMEOUT = 4
LEFT, TOP = 60, 20
FRAME = 5  # what GTK draws around a window where nobody composites
SILENCE_IS_NOTICED = 45
CLASH = "mail"  # a machine of the demo host


@dataclasses.dataclass(frozen=True)
class Look:
    """How the program has to look."""

    name: str
    width: int = 1000
    environment: dict = dataclasses.field(default_factory=dict)
    text_scale: float = 1
    mirrored: bool = False


DARK = {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}
LIGHT = {"ADW_DEBUG_COLOR_SCHEME": "prefer-light"}
CONTRAST = {"ADW_DEBUG_HIGH_CONTRAST": "1"}

LIGHT_1000 = Look("light-1000", environment=LIGHT)
DARK_1000 = Look("dark-1000", environment=DARK)
LIGHT_360 = Look("light-360", 360, LIGHT)
DARK_360 = Look("dark-360", 360, DARK)
LIGHT_1920 = Look("light-1920", 1920, LIGHT)
DARK_1920 = Look("dark-1920", 1920, DARK)
CONTRAST_1000 = Look("light-1000-contrast", environment={**LIGHT, **CONTRAST})
DARK_CONTRAST_1000 = Look("dark-1000-contrast", environment={**DARK, **CONTRAST})
RTL_1000 = Look("rtl-1000", environment=LIGHT, mirrored=True)
RTL_360 = Look("rtl-360", 360, LIGHT, mirrored=True)
LARGE_1000 = Look("large-text-1000", environment=LIGHT, text_scale=1.5)
LARGE_360 = Look("large-text-360", 360, LIGHT, text_scale=1.5)

EVERY = (LIGHT_1000, DARK_1000, LIGHT_360, DARK_360, LIGHT_1920, DARK_1920, CONTRAST_1000,
         DARK_CONTRAST_1000, RTL_1000, RTL_360, LARGE_1000, LARGE_360)
USUAL = (LIGHT_1000, DARK_1000, LIGHT_360)


class Stage:
    """The program on a desk, in one look; scenes play on it and have their picture taken."""

    def __init__(self, desk, folder, look, *uris, arguments=(), config=None, locales=None):
        settings = ("[Settings]\ngtk-enable-animations=false\ngtk-cursor-blink=false\n"
                    "gtk-font-name=Cantarell 11\ngtk-decoration-layout=:close\n"
                    f"gtk-xft-dpi={int(96 * 1024 * look.text_scale)}\n")
        keys = (f"[org/vitrine/Vitrine]\nwindow-width={look.width + 2 * FRAME}\n"
                f"window-height={HEIGHT + 2 * FRAME}\n"
              f"machine-window-width={look.width + 2 * FRAME}\n"
              f"machine-window-height={HEIGHT + 2 * FRAME}\n")
        environment = {**look.environment, "GSETTINGS_BACKEND": "keyfile",
                       "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
        if look.mirrored:
            environment |= {"LOCPATH": locales, "LC_ALL": "ar_EG.UTF-8"}
        self.desk, self.look, self._folder = desk, look, folder
        self.program = program.Program(
            desk, *uris, arguments=arguments, environment=environment,
            config={"gtk-4.0/settings.ini": settings, "glib-2.0/settings/keyfile": keys,
                    **(config or {})})

    def __enter__(self):
        self.program.__enter__()
        self.window = self.xdotool("search", "--sync", "--onlyvisible", "--pid",
                                   str(self.program.pid)).split()[0]
        self.xdotool("windowmove", "--sync", self.window, str(LEFT), str(TOP))
        self.xdotool("windowfocus", "--sync", self.window)
        self.away()
        return self

    def __exit__(self, *exc):
        self.program.__exit__(*exc)

    def turn_to(self, title):
        """From now on the window of that title is the one that is seen."""
        self.window = self.xdotool("search", "--sync", "--onlyvisible", "--name",
                                   f"^{title}$").split()[0]
        self.xdotool("windowmove", "--sync", self.window, str(LEFT), str(TOP))
        self.xdotool("windowsize", self.window, str(self.look.width + 2 * FRAME),
                     str(HEIGHT + 2 * FRAME))
        self.xdotool("windowactivate", "--sync", self.window)
        self.away()

    @property
    def node(self):
        return self.program.node

    def xdotool(self, *arguments):
        return subprocess.run(["xdotool", *arguments], check=False, capture_output=True,
                              env=self.desk.child_env(), text=True).stdout

    def away(self):
        """Let the pointer rest where nothing is."""
        self.xdotool("mousemove", "2035", "1095")

    def press(self, *keys):
        self.xdotool("key", "--clearmodifiers", *keys)

    def type(self, text):
        self.xdotool("type", "--delay", "5", text)

    def hover(self, node):
        x, y, width, height = node.rectangle
        self.xdotool("mousemove", "--window", self.window, str(x + width // 2),
                     str(y + height // 2))

    def click(self, node, button=1, keys=()):
        for key in keys:
            self.xdotool("keydown", key)
        self.hover(node)
        self.xdotool("click", str(button))
        for key in keys:
            self.xdotool("keyup", key)
        self.away()

    def cell(self, name):
        """The first cell of the row whose machine's name begins so."""
        return self.node.wait_for("label", re.compile("^" + re.escape(name)))

    def take(self, name):
        """The picture, once two in a row are the same."""
        path = os.path.join(self._folder, f"{name}-{self.look.name}.png")
        earlier = path + ".earlier"
        end = time.monotonic() + SETTLE_TIMEOUT
        self._shoot(path)
        while time.monotonic() < end:
            os.replace(path, earlier)
            self._shoot(path)
            if filecmp.cmp(path, earlier, shallow=False):
                break
        os.unlink(earlier)

    def _shoot(self, path):
        # Of the screen, as menus are windows of their own.
        area = f"{self.look.width}x{HEIGHT}+{LEFT + FRAME}+{TOP + FRAME}"
        subprocess.run(["import", "-silent", "-window", "root", "-crop", area, "+repage",
                        "-define", "png:exclude-chunks=date,time", path],
                       env=self.desk.child_env(), check=True)


# ---- the demo host ----

def is_wanted(function, wanted):
    name = function.__name__.split("_", 1)[1].replace("_", "-")
    return not wanted or name in wanted.split(",")


@contextlib.contextmanager
def opened(stage, role, name):
    """Until then such an object is there; afterwards, with Escape, it no longer is."""
    stage.node.wait_for(role, name)
    yield
    stage.press("Escape")
    stage.node.wait_gone(role, name)


def find_items(stage):
    return [node for node in stage.node.find_all() if node.role.endswith("menu item")]


@contextlib.contextmanager
def opened_menu(stage):
    import atspi
    atspi.wait(lambda: find_items(stage), what="a menu")
    yield
    stage.press("Escape")
    atspi.wait(lambda: not find_items(stage), what="the end of the menu")


def choose(stage, *mnemonics):
    """Choose what these letters lead to in the menu that opens."""
    import atspi
    for mnemonic in mnemonics:
        count = len(atspi.wait(lambda: find_items(stage), what="a menu"))
        stage.press(mnemonic)
        atspi.wait(lambda: len(find_items(stage)) != count, what="the menu's answer")


def show_machines(stage):
    stage.take("machines")


def show_sidebar(stage):
    stage.press("F9")
    stage.node.wait_for("list", "Views and hosts")
    stage.take("sidebar")
    stage.press("F9")
    stage.node.wait_gone("list", "Views and hosts")


def show_hover(stage):
    stage.hover(stage.cell("dns, "))
    stage.take("machines-hover")
    stage.away()


def show_focus(stage):
    stage.click(stage.cell("Cluster node 1"))
    stage.press("Down", "Down")
    stage.take("machines-focus")


def select_view(stage, name):
    stage.click(stage.node.wait_for("list item", re.compile("^" + name)))


def show_attention(stage):
    select_view(stage, "Needs Attention")
    stage.node.wait_for("label", "2 machines")
    stage.take("attention")
    select_view(stage, "All Machines")
    stage.node.wait_for("label", "24 machines")


def show_search(stage):
    stage.press("ctrl+f")
    stage.node.wait_for(None, "Search machines")
    stage.type("fedora")
    stage.node.wait_gone("label", "24 machines")
    stage.take("search")
    stage.press("ctrl+a")
    stage.type("nothing like it")
    stage.node.wait_for("label", "No Results Found")
    stage.take("search-none")
    stage.press("Escape")
    stage.node.wait_for("label", "24 machines")


def rows(stage):
    """Those of machines: the first is that of the titles."""
    return stage.node.find_all("table row")[1:]


def show_selection(stage):
    chosen = rows(stage)[1:4]
    for index, row in enumerate(chosen):
        stage.click(row, keys=("ctrl",) if index else ())
    stage.node.wait_for("label", "3 selected")
    stage.take("selection")
    stage.hover(chosen[1])
    stage.take("selection-hover")
    stage.away()
    stage.node.find("button", "Clear Selection").activate()
    stage.node.wait_gone("label", "3 selected")


def show_context_menu(stage):
    stage.click(stage.cell("dns, "), 3)
    with opened_menu(stage):
        stage.take("context-menu")


def show_columns(stage):
    stage.node.find("toggle button", "Columns").activate()
    with opened_menu(stage):
        stage.take("columns")


def show_question(stage):
    row = stage.cell("dns, ")
    stage.click(row)
    stage.click(row, 3)
    choose(stage, "f", "o")
    with opened(stage, "button", "Cancel"):
        stage.take("force-off")


def show_rename(stage):
    row = stage.cell("Builds for ARM")
    stage.click(row)
    stage.click(row, 3)
    choose(stage, "n")
    with opened(stage, "button", "Cancel"):
        stage.take("rename")


def show_main_menu(stage):
    stage.press("F10")
    with opened_menu(stage):
        stage.take("main-menu")


def show_preferences(stage):
    stage.press("ctrl+comma")
    with opened(stage, "label", "Live Figures"):
        stage.take("main-preferences")


def show_add_host(stage):
    stage.node.find("button", "Add Host").activate()
    with opened(stage, "button", "Cancel"):
        stage.take("main-add-host")


def show_new_machine(stage):
    """All screens of the dialog; at the end a name that is taken already."""
    stage.press("ctrl+n")
    with opened(stage, "dialog", "New Machine"):
        stage.node.wait_for("list item", re.compile("^Debian"), 20)
        stage.take("new-machine")
        stage.type("windows")
        stage.node.wait_for("list item", "Windows 11")
        stage.take("new-machine-search")
        stage.type(" 11")
        stage.node.wait_gone("list item", re.compile("^Windows 10"))
        stage.press("Return")
        later = stage.node.wait_for("list item", re.compile("^Put It on Later"))
        stage.take("new-machine-source")
        stage.click(later)
        name = stage.node.wait_for("text", "Name")
        stage.node.wait_for("label", "Windows 11")
        stage.take("new-machine-size")
        name.set_text(CLASH)
        stage.node.wait_for("list item", re.compile("^Another machine on this host"))
        stage.take("new-machine-refused")
        name.set_text("windows")
        for _ in range(3):
            stage.press("Escape")


def show_shortcuts(stage):
    stage.press("ctrl+question")
    with opened(stage, "label", "Close Window"):
        stage.take("shortcuts")


def show_disconnected(stage):
    select_view(stage, "Demonstration")
    stage.take("host")
    stage.node.find("toggle button", "Host Menu", showing=False).activate()
    import atspi
    atspi.wait(lambda: find_items(stage), what="the host's menu")
    stage.take("host-menu")
    choose(stage, "d")
    stage.node.wait_for("button", "Connect")
    stage.take("disconnected")


NARROW = tuple(look for look in EVERY if look.width < 720)
DEMO = (
    (show_machines, EVERY),
    (show_sidebar, NARROW),
    (show_hover, (LIGHT_1000, DARK_1000, RTL_1000)),
    (show_attention, (LIGHT_1000, DARK_1000)),
    (show_search, USUAL),
    (show_selection, (*USUAL, CONTRAST_1000, RTL_1000, LARGE_360)),
    (show_focus, (LIGHT_1000, DARK_1000, CONTRAST_1000)),
    (show_context_menu, (*USUAL, RTL_1000)),
    (show_columns, USUAL),
    (show_main_menu, (LIGHT_1000, DARK_1000)),
    (show_preferences, USUAL),
    (show_add_host, (LIGHT_1000, DARK_1000)),
    (show_new_machine, USUAL),
    (show_shortcuts, (LIGHT_1000, DARK_1000)),
    (show_rename, USUAL),
    (show_question, USUAL),
    (show_disconnected, (LIGHT_1000, DARK_1000)),
)


def shoot_demo(desk, folder, locales, wanted):
    for look in EVERY:
        scenes = [scene for scene, looks in DEMO if look in looks
                  and is_wanted(scene, wanted)]
        if not scenes:
            continue
        with Stage(desk, folder, look, arguments=("--demo",), locales=locales) as stage:
            stage.cell("Cluster node 1")
            for scene in scenes:
                try:
                    scene(stage)
                except (AssertionError, AttributeError) as error:
                    problems.append(f"{scene.__name__} {look.name}: {error!r}")
                    stage.press("Escape")


problems = []


# ---- hosts that are not there ----

def shoot_first_run(desk, folder, look):
    with Stage(desk, folder, look, config={"vitrine/hosts": ""}) as stage:
        stage.node.wait_for("button", "Open Demo Host")
        stage.take("first-run")


def shoot_connecting(desk, folder, look):
    """A service that lets in and says nothing."""
    with tempfile.TemporaryDirectory(prefix="vsilent-") as place, \
            socket.socket(socket.AF_UNIX) as silent:
        path = os.path.join(place, "socket")
        silent.bind(path)
        silent.listen()
        with Stage(desk, folder, look, f"qemu+unix:///system?socket={path}") as stage:
            stage.node.wait_for("label", "Connecting…")
            stage.take("connecting")


def shoot_failed(desk, folder, look):
    with Stage(desk, folder, look, "test:///nowhere.xml") as stage:
        stage.node.wait_for("button", "Try Again")
        stage.take("failed")
    with Stage(desk, folder, look, "test:///nowhere.xml", "test:///nothing.xml",
               "qemu+unix:///system?socket=/nowhere") as stage:
        stage.node.wait_for("button", "Connect All")
        stage.take("failed-all")


def shoot_not_answering(desk, folder, look):
    """A host that falls silent under its machines, behind a relay that holds everything back."""
    with daemons.SessionDaemon() as daemon:
        daemon.start()
        with Relay(daemon.folder, daemon.socket, "test+unix:///default?socket={}") as relay, \
                Stage(desk, folder, look, relay.uri) as stage:
            stage.program.wait_count(1)
            relay.order(hang="all")
            stage.node.wait_for("label", re.compile("^Not answering since "), SILENCE_IS_NOTICED)
            stage.take("not-answering")


def shoot_host_page(desk, folder, look):
    with Stage(desk, folder, look, arguments=("--demo", "--show-host")) as stage:
        stage.node.wait_for("label", "17 of 24 machines run")
        stage.take("host-overview")
    with Stage(desk, folder, look, "qemu+unix:///system?socket=/nowhere",
               arguments=("--show-host",)) as stage:
        stage.node.wait_for("label", "Disk Space")
        stage.take("host-overview-failed")


def show_tab(stage, name):
    """The button of a view switcher, whatever an accessible thing it is."""
    stage.node.wait_for(None, name)
    stage.click(stage.node.find_all(None, name)[-1])


def shoot_networks(desk, folder, look):
    with Stage(desk, folder, look, arguments=("--demo", "--show-host")) as stage:
        show_tab(stage, "Networks")
        stage.node.wait_for("list item", "default")
        stage.take("networks")
        if look.width < 700:
            stage.click(stage.node.find("list item", "default"))
            stage.take("networks-one")
        else:
            stage.node.find("button", "Edit…").activate()
            stage.node.wait_for("button", "Save")
            stage.take("network-edit")
            show_tab(stage, "Details")
            stage.take("network-edit-details")
            show_tab(stage, "XML")
            stage.take("network-edit-xml")


def shoot_hosts(desk, folder, locales, wanted):
    for shoot in (shoot_first_run, shoot_connecting, shoot_failed, shoot_host_page, shoot_networks):
        for look in USUAL:
            if is_wanted(shoot, wanted):
                shoot(desk, folder, look)
    if is_wanted(shoot_not_answering, wanted):
        shoot_not_answering(desk, folder, LIGHT_1000)


# ---- consoles, of real guests ----

MEMTEST = "/usr/lib/memtest86+/memtest86+x64.iso"
MEMORY_TEST = """<domain type='qemu'>
  <name>memory</name><title>{title}</title><memory unit='MiB'>64</memory><vcpu>1</vcpu>
  <os><type arch='x86_64' machine='pc'>hvm</type><boot dev='cdrom'/></os>
  <features><acpi/><apic/></features>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='file' device='cdrom'>
      <driver name='qemu' type='raw'/><source file='{disc}'/><target dev='sda' bus='ide'/>
    </disk>
    <serial type='null'><target port='0'/></serial>
    <input type='tablet' bus='usb'/>{graphics}<video><model type='vga'/></video>
  </devices>
</domain>"""
SPICE = "<graphics type='spice'><listen type='none'/></graphics>"
LOCKED = "<graphics type='vnc' passwd='sesame'><listen type='socket'/></graphics>"
OTHER = "<graphics type='dbus' p2p='yes'/>"
TITLE = "Memory test"


@contextlib.contextmanager
def console_of(desk, folder, daemon, look, graphics, locales, start=True):
    """The console of a machine with that screen, as seen in its window."""
    connection = libvirt.open(daemon.uri)
    machine = connection.defineXML(MEMORY_TEST.format(title=TITLE, disc=MEMTEST, graphics=graphics))
    try:
        if start:
            machine.create()
        with Stage(desk, folder, look, daemon.uri, arguments=("--show-machine", "memory"),
                   locales=locales) as stage:
            stage.turn_to(TITLE)
            stage.press("alt+1")
            yield stage, machine
    finally:
        if machine.isActive():
            machine.destroy()
        machine.undefine()
        connection.close()


def open_tools(stage, name):
    stage.node.wait_for("toggle button", name).activate()
    return opened_menu(stage)


def shoot_console_off(desk, folder, daemon, look, locales):
    with console_of(desk, folder, daemon, look, SPICE, locales, start=False) as (stage, _):
        stage.node.wait_for("label", "The Machine Is Off")
        stage.take("console-off")


def shoot_console_screen(desk, folder, daemon, look, locales):
    with console_of(desk, folder, daemon, look, SPICE, locales) as (stage, machine):
        stage.node.wait_for(None, "Screen of the machine")
        # The picture of a test that runs never stays the same.
        machine.suspend()
        stage.take("console-screen")
        with open_tools(stage, "Screen"):
            stage.take("console-view")
        open_tools(stage, "Screen")
        choose(stage, "g")
        with opened(stage, "label", "Keys That Release the Keyboard"):
            stage.take("console-settings")
        # A machine that is paused takes no keys.
        machine.resume()
        with open_tools(stage, "Send Keys"):
            stage.take("console-keys")
        open_tools(stage, "Send Keys")
        choose(stage, "k")
        with opened(stage, "button", "Keep in the Menu"):
            stage.type("ctrl+alt+f7")
            stage.take("console-other-keys")
        open_tools(stage, "Screen")
        choose(stage, "d")
        stage.node.wait_for("button", "Bring Back")
        stage.turn_to(f"Console of {TITLE}")
        stage.take("console-own-window")
        machine.destroy()
        stage.node.wait_for("label", "The Machine Is Off")


def shoot_console_password(desk, folder, daemon, look, locales):
    with console_of(desk, folder, daemon, look, LOCKED, locales) as (stage, _):
        stage.node.wait_for("label", "Password Needed")
        stage.take("console-password")
        stage.type("guess")
        stage.press("Return")
        stage.node.wait_for(None, "That password was not accepted.")
        stage.take("console-password-wrong")


def shoot_console_lost(desk, folder, daemon, look, locales):
    place = os.path.join(daemon.folder, "lost.sock")
    guest = processes.spawn(["qemu-system-x86_64", "-accel", "tcg", "-m", "64", "-display", "none",
                             "-cdrom", MEMTEST, "-name", TITLE, "-vnc", f"unix:{place}"],
                            log=os.path.join(daemon.folder, "lost.log"))
    while not os.path.exists(place):
        time.sleep(0.1)
    with Stage(desk, folder, look, arguments=("--viewer", f"vnc+unix://{place}"),
               locales=locales) as stage:
        stage.turn_to(f"QEMU .{TITLE}.")
        stage.node.wait_for(None, "Screen of the machine")
        guest.kill()
        guest.wait()
        stage.node.wait_for("label", "The connection was lost and is being tried again.")
        stage.take("console-lost")
    os.unlink(place)


def shoot_console_refused(desk, folder, daemon, look, locales):
    with console_of(desk, folder, daemon, look, OTHER, locales) as (stage, _):
        stage.node.wait_for("heading", "This kind of screen cannot be shown")
        stage.take("console-refused")


def shoot_consoles(desk, folder, locales, wanted):
    with daemons.SessionDaemon() as daemon:
        daemon.start()
        for shoot in (shoot_console_off, shoot_console_screen, shoot_console_password,
                      shoot_console_lost, shoot_console_refused):
            for look in (*USUAL, RTL_1000):
                if is_wanted(shoot, wanted):
                    shoot(desk, folder, daemon, look, locales)


def main(folder, part, wanted=""):
    locales = tempfile.mkdtemp(prefix="vitrine-locales-")
    # What is from right to left is a matter of the locale's name; what it says does not matter.
    shutil.copytree("/usr/lib/locale/C.utf8", os.path.join(locales, "ar_EG.utf8"))
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, locales, ignore_errors=True)
        desk = stack.enter_context(Desk(SCREEN, apply=True))
        {"demo": shoot_demo, "hosts": shoot_hosts, "consoles": shoot_consoles}[part](desk, folder, locales, wanted)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    processes.under_a_reaper()
    sys.exit(main(*sys.argv[1:]))
