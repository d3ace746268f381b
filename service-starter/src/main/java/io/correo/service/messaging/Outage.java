package io.correo.service.messaging;

import java.io.IOException;
import java.io.Serial;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something we depend on is down: wait and try again, nothing is wrong with the record.
public final class Outage extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  // By name, because not every service has every driver.
  private static final Set<String> OUTAGES =
      Set.of(
          "com.mongodb.MongoTimeoutException",
          "com.mongodb.MongoSocketException",
          "com.mongodb.MongoNotPrimaryException",
          "com.mongodb.MongoNodeIsRecoveringException",
          "org.springframework.dao.DataAccessResourceFailureException",
          "org.springframework.dao.TransientDataAccessException",
          "org.springframework.web.client.ResourceAccessException",
          "org.apache.kafka.common.KafkaException",
          "org.springframework.kafka.KafkaException");

  public Outage(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static boolean causes(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Outage || cause instanceof IOException) return true;
      for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
        if (OUTAGES.contains(type.getName())) return true;
      }
    }
    return false;
  }
}
