/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-virt-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* From libvirt's words to what they mean and what can be done. The first row that fits wins, so
 * the particular stands above the general. Patterns are matched as globs against the message, which
 * the daemon may have written in its own language: then the row for the kind of error is left. */
typedef struct
{
  const char *pattern; /* NULL: any message of @code */
  int         code;    /* -1: any code */
  const char *cause;
  const char *remedy;
  const char *command;
} Remedy;

/* The whole command stands in what ssh says. */
#define FORGET_KEY "ssh-keygen "

static const Remedy remedies[] = {
  /* Services that libvirt needs */
  { "*virtlogd-sock*", -1,
    N_("The log service of libvirt is not running on the host."),
    N_("Start it, then start the machine again."), "sudo systemctl start virtlogd.socket" },

  /* Reaching a host over ssh: what a program there says, in its own words */
  { "*virt-ssh-helper: *connect*: Permission denied*", -1,
    N_("Your account on the server may not use libvirt there."),
    N_("Ask whoever looks after the server to add it to the group “libvirt”, or use the machines of "
       "your own account there, which need no such right."),
    "sudo usermod -aG libvirt $USER" },
  { "*nc: *: Permission denied*", -1,
    N_("Your account on the server may not use libvirt there."),
    N_("Ask whoever looks after the server to add it to the group “libvirt”, or use the machines of "
       "your own account there, which need no such right."),
    "sudo usermod -aG libvirt $USER" },
  { "*virt-ssh-helper: *connect*: No such file*", -1,
    N_("libvirt is not running on the server."),
    N_("Start it on the server, then try again."),
    "sudo systemctl enable --now virtqemud.socket || sudo systemctl enable --now libvirtd.socket" },
  { "*nc: *libvirt*: No such file*", -1,
    N_("libvirt is not running on the server, or is not installed there."),
    N_("Install it on the server with its QEMU driver, start its socket, then try again."),
    "sudo systemctl enable --now virtqemud.socket || sudo systemctl enable --now libvirtd.socket" },
  { "*bytes received from server too large*", -1,
    N_("Something else than libvirt answered: most often a login script that prints a greeting, or an "
       "account that may not log in."),
    N_("Log in there with ssh in a terminal and see what it prints. It should print nothing."), NULL },

  /* Reaching a host */
  { "*ailed to connect socket to '*libvirt*': No such file*", -1,
    N_("The libvirt service is not running on this computer, or is not installed."),
    N_("Install libvirt with its QEMU driver and start its socket, then try again."),
    "sudo systemctl enable --now virtqemud.socket || sudo systemctl enable --now libvirtd.socket" },
  { "*ailed to connect socket to '*': Permission denied*", -1,
    N_("Your account may not use this libvirt service."),
    N_("Ask for access to it, or use the user session of this computer, which needs none."),
    NULL },
  { "*ailed to connect socket to '*': Connection refused*", -1,
    N_("The libvirt service has stopped, its socket was left behind."),
    N_("Start the service again."), "sudo systemctl restart virtqemud || sudo systemctl restart libvirtd" },
  { "*authentication unavailable: no polkit agent*", -1,
    N_("No program is running that could ask for the administrator's password."),
    N_("Start your desktop's authentication agent, or use the user session of this computer."),
    NULL },
  { "*Unable to get system bus connection*", -1,
    N_("The system message bus is not running, so nobody can confirm that you may use this service."),
    N_("Start the system bus (dbus) and polkit, then try again."), NULL },
  { "Nobody was asked to log in", -1,
    N_("The host wants you to log in again."),
    N_("Connect it when you are there to answer."), NULL },
  { "*REMOTE HOST IDENTIFICATION HAS CHANGED*", -1,
    N_("The server shows a key that is not the one that it had before. Somebody may be listening in, "
       "or the server was installed anew."),
    N_("Ask whoever looks after the server. Only if they confirm the change, let ssh forget the old "
       "key, which the details name, and connect again."),
    FORGET_KEY },
  { "*Host key verification failed*", -1,
    N_("The server's key is unknown, or is not the one that was seen before."),
    N_("Connect to the server once with ssh in a terminal and compare its fingerprint before you accept it."),
    NULL },
  { "*Permission denied (*publickey*", -1,
    N_("The server refused every key and password that was offered."),
    N_("Check the user name, and that your key is on the server and in your ssh agent."), NULL },
  { "*Could not resolve hostname*", -1,
    N_("There is no server of that name."),
    N_("Check the spelling, and that this computer is connected to the network."), NULL },
  { "*unable to resolve*", -1,
    N_("There is no server of that name."),
    N_("Check the spelling, and that this computer is connected to the network."), NULL },
  { "*Connection timed out*", -1,
    N_("The server did not answer."),
    N_("Check that it is switched on and that no firewall is in the way."), NULL },
  { "*Connection refused*", -1,
    N_("The server is there, but nothing listens on that port."),
    N_("Check the port, and that the service is running on the server."), NULL },
  { "*Network is unreachable*", -1,
    N_("The network knows no way to the server."),
    N_("Check that both ends are connected, also to a virtual private network where one is needed."),
    NULL },
  { "*No route to host*", -1,
    N_("The network knows no way to the server."),
    N_("Check that both ends are connected, also to a virtual private network where one is needed."),
    NULL },
  { "*nc: *", -1,
    N_("The server has no usable “nc” program, which libvirt's ssh transport starts there."),
    N_("Install netcat on the server, or libvirt 8 or newer, which needs none."), NULL },
  { "*no connection driver available*", -1,
    N_("libvirt on this computer has no driver for this kind of host."),
    N_("Install the libvirt driver that belongs to it, and check the address."), NULL },
  { "*Cannot read CA certificate*", -1,
    N_("There is no certificate to recognise the server by."),
    N_("Put the certificate authority's file where libvirt looks for it, or reach the server over ssh."),
    NULL },
  { "*Cannot find CA certificate*", -1,
    N_("There is no certificate to recognise the server by."),
    N_("Put the certificate authority's file where libvirt looks for it, or reach the server over ssh."),
    NULL },
  { "*Failed to parse*test*", -1, N_("The file is not a description of a test host."),
    N_("Choose another file."), NULL },

  /* Starting a machine */
  { "*network '*' is not active*", -1,
    N_("A network that the machine is plugged into is not running."),
    N_("Start the network, then start the machine again."), NULL },
  { "*Could not open '*': Permission denied*", -1,
    N_("The emulator's user may not read a file that the machine needs."),
    N_("Move the file into a storage pool, or let the emulator's user read it and the folders above it."),
    NULL },
  { "*Could not open '*': No such file*", -1,
    N_("A disk or disc image of the machine is not where it should be."),
    N_("Put the file back, or remove that disk from the machine."), NULL },
  { "*annot access storage file '*'*No such file*", -1,
    N_("A disk or disc image of the machine is not where it should be."),
    N_("Put the file back, or remove that disk from the machine."), NULL },
  { "*annot access storage file '*'*Permission denied*", -1,
    N_("The emulator's user may not read a file that the machine needs."),
    N_("Move the file into a storage pool, or let the emulator's user read it and the folders above it."),
    NULL },
  { "*Failed to get \"write\" lock*", -1,
    N_("Another machine or program is using the same disk image."),
    N_("Stop the other one first; two machines on one disk would destroy it."), NULL },
  { "*annot allocate memory*", -1,
    N_("The host does not have enough free memory."),
    N_("Stop another machine, or give this one less memory."), NULL },
  { "*annot set up guest memory*", -1,
    N_("The host does not have enough free memory."),
    N_("Stop another machine, or give this one less memory."), NULL },
  { "*No space left on device*", VTR_ERROR_NO_SPACE,
    N_("The host's disk is full."), N_("Free some space on the host, then try again."), NULL },
  { "*No space left on device*", -1,
    N_("The host's disk is full."), N_("Free some space on the host, then try again."), NULL },
  { "*Unable to find any firmware to satisfy*", -1,
    N_("The host has no firmware of the kind that the machine asks for."),
    N_("Install the UEFI firmware for virtual machines (OVMF or edk2) on the host."), NULL },
  { "*swtpm*", -1,
    N_("The emulated TPM could not be started."),
    N_("Install swtpm on the host, and check that its user may write the TPM's folder."), NULL },
  { "*Could not access KVM kernel module*", -1,
    N_("The host's processor acceleration (KVM) cannot be used."),
    N_("Switch virtualization on in the host's firmware setup, and check the rights of /dev/kvm."),
    NULL },
  { "*tc qdisc*", -1,
    N_("The host's kernel cannot limit bandwidth as the network asks for."),
    N_("Take the limits away, or load the host's traffic control modules (sch_htb, sch_sfq)."), NULL },
  { "*etwork is already in use by interface*", -1,
    N_("The host already has these addresses on another network device."),
    N_("Choose other addresses for the network."), NULL },
  { "*ridge name '*' already in use*", -1,
    N_("Another network or device of the host has a bridge of that name."),
    N_("Choose another name for the bridge, or none: then libvirt finds one."), NULL },
  { "*dnsmasq*", -1,
    N_("The program that gives out addresses and names (dnsmasq) could not be started."),
    N_("Check that it is installed on the host, and that no other one uses the same addresses."),
    NULL },
  { "*irewall*", -1,
    N_("The host's firewall rules for the network could not be set."),
    N_("Check the firewall backend that libvirt is set to use on the host."), NULL },
  { "*active console session exists*", -1,
    N_("Somebody else has this console open."), N_("Close it there, or take it over."), NULL },

  /* Storage. Those of the host's files come before the words of the daemon's helpers. */
  { "*annot open path '*': No such file or directory*", -1,
    N_("The folder or disk of the storage pool is not there."),
    N_("Bring it back, or build the pool, then start it again."), NULL },
  { "*annot open directory '*': No such file or directory*", -1,
    N_("The folder or disk of the storage pool is not there."),
    N_("Bring it back, or build the pool, then start it again."), NULL },
  { "*annot stat *: No such file or directory*", -1,
    N_("The folder or disk of the storage pool is not there."),
    N_("Bring it back, or build the pool, then start it again."), NULL },
  { "*annot create path '*': Permission denied*", -1,
    N_("The host may not write there."),
    N_("Choose another place, or let the host's service write it."), NULL },
  { "*annot open *: Permission denied*", -1,
    N_("The host may not read or write there."),
    N_("Choose another place, or let the host's service write it."), NULL },
  { "*ailed to create file *: Permission denied*", -1,
    N_("The host may not write there."),
    N_("Choose another place, or let the host's service write it."), NULL },
  { "*missing backend for pool type*", -1,
    N_("The host's libvirt has no driver for this type of storage."),
    N_("Install the libvirt storage driver of that type on the host."), NULL },
  { "*mount.nfs*", -1, N_("The server's folder could not be mounted."),
    N_("Check the server, the folder and the format, and that the host may use it."), NULL },
  { "*already formatted using*", -1, N_("There is something on that disk already."),
    N_("Choose another disk, or build the pool and erase what is there."), NULL },
  { "*lready contains *", -1, N_("There is something on that disk already."),
    N_("Choose another disk, or build the pool and erase what is there."), NULL },
  { "*pool '*' already exists*", -1, N_("A storage pool of that name is there already."),
    N_("Choose another name."), NULL },
  { "*Storage source conflict with pool*", -1, N_("Another storage pool is in the same place."),
    N_("Use that one, or choose another place."), NULL },
  { "*storage pool '*' is not active*", -1, N_("The storage pool is not running."),
    N_("Start it, then try again."), NULL },
  { "*Too many storage*vol*", -1,
    N_("The pool has more volumes than the host's service can list at once."),
    N_("Move some of them to another pool."), NULL },
  { "*is still being allocated*", -1, N_("The volume is still being made."),
    N_("Wait until it is done."), NULL },

  /* Changing and ending */
  { "*with nvram*", -1, N_("The machine keeps firmware settings (NVRAM) beside its definition."),
    N_("Delete it with its files."), NULL },
  { "*with * snapshots*", -1, N_("The machine has snapshots."),
    N_("Delete its snapshots first."), NULL },
  { "*uest agent is not *", -1, N_("The guest's agent does not answer."),
    N_("Install and start the QEMU guest agent in the guest."), NULL },
  { "*annot acquire state change lock*", -1,
    N_("Another operation on this machine has not ended."),
    N_("Wait for it, or cancel it, then try again."), NULL },

  /* By kind, where the words are not known */
  { NULL, VTR_ERROR_PERMISSION, N_("Your account may not do this on that host."),
    N_("Ask the host's administrator for the right to manage machines."), NULL },
  { NULL, VTR_ERROR_AUTHENTICATION, N_("The host did not accept the name or the password."),
    N_("Try again with the right ones."), NULL },
  { NULL, VTR_ERROR_UNREACHABLE, N_("The host could not be reached."),
    N_("Check the address and the network, then try again."), NULL },
  { NULL, VTR_ERROR_LINK_LOST, N_("The connection to the host was lost."),
    N_("Connect again. The machines go on by themselves."), NULL },
  { NULL, VTR_ERROR_NOT_ANSWERING, N_("The host took too long to answer."),
    N_("Wait a little, then try again."), NULL },
  { NULL, VTR_ERROR_NOT_FOUND, N_("It is not there any more: somebody else may have removed it."),
    NULL, NULL },
  { NULL, VTR_ERROR_EXISTS, N_("Something of that name is there already."),
    N_("Choose another name."), NULL },
  { NULL, VTR_ERROR_BUSY, N_("Another operation has not ended."),
    N_("Wait for it, then try again."), NULL },
  { NULL, VTR_ERROR_WRONG_STATE, N_("The machine's state has changed meanwhile."), NULL, NULL },
  { NULL, VTR_ERROR_UNSUPPORTED, N_("This kind of host cannot do that."), NULL, NULL },
};

static gboolean
fits (const Remedy *remedy,
      const GError *error)
{
  if (remedy->code >= 0 && !g_error_matches (error, VTR_ERROR, remedy->code))
    return FALSE;

  return remedy->pattern == NULL || g_pattern_match_simple (remedy->pattern, error->message);
}

static char *
make_command (const char *command,
              const char *message)
{
  const char *line = g_strcmp0 (command, FORGET_KEY) == 0 ? strstr (message, FORGET_KEY) : NULL;

  if (line != NULL)
    return g_strndup (line, strcspn (line, "\r\n"));
  return g_strcmp0 (command, FORGET_KEY) == 0 ? NULL : g_strdup (command);
}

/**
 * vtr_virt_trouble:
 * @summary: one translated sentence that says what failed
 * @error: (nullable): why
 *
 * Returns: (transfer full): the same as a person reads it
 */
VtrTrouble *
vtr_virt_trouble (const char   *summary,
                  const GError *error)
{
  VtrTrouble *trouble = vtr_trouble_new (summary);

  if (error == NULL)
    return trouble;

  trouble->details = g_strdup (error->message);
  for (guint i = 0; i < G_N_ELEMENTS (remedies); i++)
    {
      if (!fits (&remedies[i], error))
        continue;
      trouble->cause = g_strdup (_(remedies[i].cause));
      trouble->remedy = remedies[i].remedy != NULL ? g_strdup (_(remedies[i].remedy)) : NULL;
      trouble->command = make_command (remedies[i].command, error->message);
      break;
    }

  return trouble;
}
