package io.correo.benchmarks.sight;

import io.correo.e2e.client.Crm;

/// A connected mailbox whose user has a page open.
///
/// @param mailbox its id
record Inbox(Crm user, String mailbox, String address, Feed feed) {}
