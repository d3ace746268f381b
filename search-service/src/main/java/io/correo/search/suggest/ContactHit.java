package io.correo.search.suggest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody mail can be written to.
///
/// @param id the CRM's id of a contact; the address of one who was only seen in mail
/// @param records the contact and its accounts; none for one who was only seen
/// @param source `directory` or `seen`
/// @param primary whether the contact is the first to write to in its accounts; null when seen
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContactHit(
    String id,
    String name,
    List<String> addresses,
    List<RecordLabel> records,
    String source,
    @Nullable Boolean primary) {}
