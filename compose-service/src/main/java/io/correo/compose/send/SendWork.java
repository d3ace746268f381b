package io.correo.compose.send;

import io.correo.compose.ComposeSettings;
import io.correo.compose.work.WorkLoop;
import io.correo.events.SendId;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.stereotype.Component;

/// Finds sends that are due and lets [Sender] bring them forward, many side by side.
@Component
public class SendWork {
  private final Sends sends;
  private final Sender sender;
  private final OutgoingHistory history;
  private final WorkLoop loop;

  public SendWork(
      Sends sends, Sender sender, OutgoingHistory history, Clock clock, ComposeSettings settings) {
    this.sends = sends;
    this.sender = sender;
    this.history = history;
    this.loop =
        new WorkLoop(
            "send", clock, settings.tick(), settings.parallel(), this::due, this::bringForward);
  }

  @PostConstruct
  public void start() {
    // Before anything is claimed: what the topic knows and a restored store does not.
    loop.start(history::catchUp);
  }

  @PreDestroy
  public void stop() {
    loop.close();
  }

  void wakeAt(Instant when) {
    loop.wakeAt(when);
  }

  private List<String> due(Instant now, int max) {
    var found = new LinkedHashSet<>(sends.due(now, max));
    found.addAll(sends.unpublished(max));
    history.remember();
    return new ArrayList<>(found.stream().map(SendId::value).toList());
  }

  private void bringForward(String value) {
    var id = new SendId(value);
    var send = sends.find(id);
    if (send != null && !send.outbox().isEmpty()) sender.settle(send);
    var again = sender.run(id);
    if (again != null) loop.wakeAt(again);
  }
}
