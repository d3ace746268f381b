package io.correo.sync.model;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.correo.events.Json;
import io.correo.events.MailFact;
import io.correo.events.MailboxId;
import io.correo.events.Topics;
import io.correo.sync.world.World;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.core.ProducerPostProcessor;

/// Where turns touch the store and the broker: each touch is announced before it happens, and every
/// fact the broker has acknowledged is kept.
final class Seam implements CommandListener {
  private final Map<String, Consumer<String>> touches = new ConcurrentHashMap<>();
  private final Map<String, List<MailFact>> told = new ConcurrentHashMap<>();
  private KafkaTemplate<?, ?> kafka;

  @SuppressWarnings("unchecked")
  void listenTo(World world) {
    kafka = world.bean(KafkaTemplate.class);
    var factory = (ProducerFactory<Object, Object>) world.bean(ProducerFactory.class);
    factory.addPostProcessor((ProducerPostProcessor<Object, Object>) this::heard);
    factory.reset();
  }

  /// @param touch runs on the thread of the turn, before each touch, and is told what it is: a
  ///     command and its collection, or `send` and the topic. What it throws, the turn meets
  void during(MailboxId mailbox, Consumer<String> touch) {
    touches.put(mailbox.value(), touch);
  }

  /// All facts of a mailbox, in the order they were acknowledged; waits for those on their way.
  List<MailFact> told(MailboxId mailbox) {
    kafka.flush();
    return told.getOrDefault(mailbox.value(), List.of());
  }

  /// Nobody asks for this mailbox any more.
  void forget(MailboxId mailbox) {
    touches.remove(mailbox.value());
    told.remove(mailbox.value());
  }

  @Override
  public void commandStarted(CommandStartedEvent event) {
    var command = event.getCommand();
    var target = command.get(event.getCommandName());
    touch(event.getCommandName() + (target.isString() ? " " + target.asString().getValue() : ""));
  }

  private void touch(String what) {
    var name = Thread.currentThread().getName();
    if (!name.startsWith("turn-") && !name.startsWith("bulk-")) return;
    var touch = touches.get(name.substring("turn-".length()));
    if (touch != null) touch.accept(what);
  }

  @SuppressWarnings("unchecked")
  private Producer<Object, Object> heard(Producer<Object, Object> real) {
    return (Producer<Object, Object>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Producer.class},
            (_, method, arguments) -> {
              if (method.getName().equals("send") && arguments.length == 2) {
                var record = (ProducerRecord<?, ?>) arguments[0];
                touch("send " + record.topic());
                arguments[1] = keeping(record, (Callback) arguments[1]);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  private Callback keeping(ProducerRecord<?, ?> record, Callback then) {
    return (metadata, failure) -> {
      if (failure == null && List.of(Topics.CHANGES, Topics.BACKFILL).contains(record.topic())) {
        told.computeIfAbsent((String) record.key(), _ -> new CopyOnWriteArrayList<>())
            .add(Json.mapper().readValue((byte[]) record.value(), MailFact.class));
      }
      if (then != null) then.onCompletion(metadata, failure);
    };
  }
}
