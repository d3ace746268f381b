package io.correo.benchmarks.sight;

import io.correo.e2e.client.Crm;

/// A connected mailbox whose user has a page open.
///
/// @param watched whether what arrives is looked for
record Inbox(Crm user, String address, Feed feed, boolean watched) {}
