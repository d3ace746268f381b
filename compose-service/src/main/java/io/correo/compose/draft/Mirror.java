package io.correo.compose.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.SendId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the provider has of a draft.
///
/// @param copy the draft at the provider; null while there is none
/// @param creating true from before a copy is made until its name is stored: a crash in between
///     leaves a copy that is found by its mark
/// @param due when the copy has to follow; null when it need not
/// @param discarded the draft was deleted here; it goes when its copy is gone
/// @param leftovers copies in mailboxes the draft has left
/// @param problem why the last attempt failed, in words for people; null when it did not
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Mirror(
    @Nullable Copy copy,
    boolean creating,
    @Nullable Instant due,
    boolean discarded,
    List<Leftover> leftovers,
    @Nullable String problem) {

  static final Mirror NONE = new Mirror(null, false, null, false, List.of(), null);

  public Mirror {
    leftovers = List.copyOf(leftovers);
  }

  /// @param edit of the draft when it was copied
  /// @param send mark it carries
  /// @param message what sync calls it; null until we heard of it from there
  /// @param fingerprints of what we wrote lately: what comes back with one of them is our own echo
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Copy(
      String draftRef,
      String messageRef,
      @Nullable String threadRef,
      long edit,
      SendId send,
      @Nullable MessageId message,
      List<String> fingerprints) {
    private static final int REMEMBERED = 8;

    public Copy {
      fingerprints = List.copyOf(fingerprints);
    }

    /// Whether the provider names the draft's message anew at every update, so that the name tells
    /// whose update it was. Where the draft is its message, the name never changes and tells
    /// nothing.
    boolean isNamedAnew() {
      return !draftRef.equals(messageRef);
    }

    Copy writtenThere(String newMessageRef, String fingerprint, long newEdit) {
      return new Copy(
          draftRef, newMessageRef, threadRef, newEdit, send, message, remember(this, fingerprint));
    }

    Copy known(MessageId as) {
      return new Copy(draftRef, messageRef, threadRef, edit, send, as, fingerprints);
    }

    static List<String> remember(@Nullable Copy before, String fingerprint) {
      var all = new ArrayList<>(before == null ? List.of() : before.fingerprints());
      all.remove(fingerprint);
      all.add(fingerprint);
      return all.size() <= REMEMBERED ? all : all.subList(all.size() - REMEMBERED, all.size());
    }
  }

  /// @param draftRef null when only the mark can find it
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Leftover(MailboxId mailbox, @Nullable String draftRef) {}

  Mirror dueAt(@Nullable Instant at) {
    return new Mirror(copy, creating, at, discarded, leftovers, problem);
  }

  Mirror beginCreating() {
    return new Mirror(copy, true, due, discarded, leftovers, problem);
  }

  Mirror withCopy(@Nullable Copy newCopy) {
    return new Mirror(newCopy, false, due, discarded, leftovers, null);
  }

  /// The same copy, better known.
  Mirror ofCopy(Copy better) {
    return new Mirror(better, creating, due, discarded, leftovers, problem);
  }

  Mirror discard(Instant now) {
    return new Mirror(copy, creating, now, true, leftovers, problem);
  }

  Mirror failed(String why, @Nullable Instant again) {
    return new Mirror(copy, creating, again, discarded, leftovers, why);
  }

  Mirror left(MailboxId mailbox) {
    if (copy == null && !creating) return this;
    var all = new ArrayList<>(leftovers);
    all.add(new Leftover(mailbox, copy == null ? null : copy.draftRef()));
    return new Mirror(null, false, due, discarded, all, problem);
  }

  Mirror swept() {
    return new Mirror(copy, creating, due, discarded, List.of(), problem);
  }
}
