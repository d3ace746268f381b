package io.correo.search.query;

import io.correo.service.paging.PageCursor;
import org.jspecify.annotations.Nullable;

/// @param mailbox one of the caller's own; null for all
/// @param cursor null for the beginning
record Request(
    SearchQuery query,
    Kind kind,
    @Nullable String mailbox,
    @Nullable PageCursor cursor,
    int limit) {}
