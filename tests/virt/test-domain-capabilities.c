/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "base/vtr-error.h"
#include "definition/vtr-item.h"
#include "virt/host/vtr-domain-capabilities.h"
#include "virt/vtr-virt-error.h"

#include "vtr-wait.h"

typedef struct
{
  VtrXmlDoc *doc;
  GError    *error;
} Answer;

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Answer *answer = user_data;

  answer->doc = vtr_host_load_domain_capabilities_finish (VTR_HOST (source), result, &answer->error);
}

static Answer
load (VtrHost    *host,
      const char *virt_type)
{
  Answer answer = { 0 };

  vtr_host_load_domain_capabilities_async (host, NULL, "x86_64", NULL, virt_type, NULL, on_loaded_cb,
                                           &answer);
  vtr_wait_until (answer.doc != NULL || answer.error != NULL);
  return answer;
}

static void
test_cached (void)
{
  VtrHost *host = vtr_host_new ("test:///default");
  gpointer watched = host;
  Answer first;
  Answer second;
  Answer without_host;

  g_object_add_weak_pointer (G_OBJECT (host), &watched);
  vtr_host_connect (host);
  vtr_wait_until (vtr_host_get_state (host) == VTR_HOST_CONNECTED);

  first = load (host, "test");
  g_assert_no_error (first.error);
  g_assert_cmpstr (vtr_xml_node_get_name (vtr_xml_doc_get_root (first.doc)), ==, "domainCapabilities");
  second = load (host, "test");
  g_assert_true (second.doc == first.doc);

  vtr_host_disconnect (host);
  without_host = load (host, "test");
  g_assert_error (without_host.error, VTR_ERROR, VTR_ERROR_LINK_LOST);

  vtr_xml_doc_unref (first.doc);
  vtr_xml_doc_unref (second.doc);
  g_clear_error (&without_host.error);
  g_object_unref (host);
  vtr_wait_until (watched == NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  vtr_virt_init ();

  g_test_add_func ("/domain-capabilities/cached", test_cached);
  return g_test_run ();
}
