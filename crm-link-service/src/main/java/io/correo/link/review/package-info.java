/// Addresses that belong to several records: a person answers once, and it is remembered.
@NullMarked
package io.correo.link.review;

import org.jspecify.annotations.NullMarked;
