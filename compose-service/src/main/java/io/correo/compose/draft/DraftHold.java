package io.correo.compose.draft;

import io.correo.events.DraftId;
import io.correo.events.SendId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A draft in the hands of a send: it cannot be written until it is given back.
@Component
public class DraftHold {
  private final Drafts drafts;

  public DraftHold(Drafts drafts) {
    this.drafts = drafts;
  }

  public boolean exists(DraftId id) {
    return drafts.find(id) != null;
  }

  /// Holds it, or says that it is held already.
  ///
  /// @param edit what is to be sent
  /// @return null when it was changed, sent or deleted meanwhile, or is held by another send
  public @Nullable Draft holdFor(DraftId id, SendId send, long edit) {
    var held =
        drafts.change(
            id,
            draft ->
                !draft.isHeld()
                        && !draft.mirror().discarded()
                        && draft.edit() == edit
                        && draft.nextSend().equals(send)
                    ? draft.held()
                    : draft);
    return held != null && held.isHeldBy(send) && held.edit() == edit ? held : null;
  }

  /// What the draft says now, when this send does not hold it any more; null when it does, or when
  /// the draft is gone.
  public @Nullable Long editOf(DraftId id, SendId send) {
    var draft = drafts.find(id);
    return draft == null || draft.isHeldBy(send) ? null : draft.edit();
  }

  /// To be written again; the copy at the provider stays.
  public void giveBack(DraftId id, SendId send) {
    drafts.change(id, draft -> concerns(draft, send) ? draft.released(draft.mirror()) : draft);
  }

  /// To be written again; whether the provider still has its copy nobody knows.
  public void giveBackWithoutCopy(DraftId id, SendId send) {
    drafts.change(
        id, draft -> concerns(draft, send) ? draft.released(draft.mirror().withCopy(null)) : draft);
  }

  // Also when it never came to be held: its next send is another one.
  private static boolean concerns(Draft draft, SendId send) {
    return draft.nextSend().equals(send);
  }

  /// It was sent.
  public void consumed(DraftId id) {
    drafts.consumed(id);
  }
}
