package io.correo.local.store;

/// An index that knows the order of its documents.
interface Ordered {
  OrderedEntries entries();
}
