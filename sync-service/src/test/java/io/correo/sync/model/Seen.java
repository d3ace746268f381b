package io.correo.sync.model;

import io.correo.events.FolderId;
import java.util.Set;

/// A message as somebody sees it: the provider, or a reader of facts.
record Seen(
    String subject, Set<FolderId> folders, boolean unread, boolean starred, boolean draft) {}
