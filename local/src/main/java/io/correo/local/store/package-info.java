/// A store that speaks MongoDB's wire protocol, keeps its documents in memory and really uses its
/// secondary indexes. For trying out and for tests.
@NullMarked
package io.correo.local.store;

import org.jspecify.annotations.NullMarked;
