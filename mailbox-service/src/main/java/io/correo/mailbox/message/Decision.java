package io.correo.mailbox.message;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.LinkDecision;
import io.correo.events.LinkReason;
import io.correo.events.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which records a message is linked to, as last decided.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Decision(
    long sequence,
    Origin origin,
    List<LinkDecision.Link> records,
    @Nullable String reason,
    @Nullable LinkReason why) {
  public Decision {
    records = List.copyOf(records);
  }

  @JsonIgnore
  public boolean isLinked() {
    return !records.isEmpty();
  }
}
