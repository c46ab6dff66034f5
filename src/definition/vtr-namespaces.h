/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

/* libosinfo's own, shared with other managers: which operating system is in a machine. */
#define VTR_OSINFO_NAMESPACE "http://libosinfo.org/xmlns/libvirt/domain/1.0"

/* What Vitrine itself remembers about a machine, in the metadata of the machine, so that it goes
 * where the machine goes and everybody who looks at that host sees the same:
 *
 *   <vitrine:vitrine xmlns:vitrine='https://vitrine.app/xmlns/machine/1.0'>
 *     <vitrine:folder>Customers/Bakery</vitrine:folder>
 *     <vitrine:tag>test</vitrine:tag>
 *     <vitrine:tag>weekly backup</vitrine:tag>
 *   </vitrine:vitrine> */
#define VTR_MACHINE_NAMESPACE "https://vitrine.app/xmlns/machine/1.0"

/* libvirt's way to hand arguments to QEMU that it has no word for. */
#define VTR_QEMU_NAMESPACE "http://libvirt.org/schemas/domain/qemu/1.0"
