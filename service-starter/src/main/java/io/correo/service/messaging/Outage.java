package io.correo.service.messaging;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.CharacterCodingException;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.ZipException;
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
          "com.mongodb.MongoServerUnavailableException",
          "com.mongodb.MongoConnectionPoolClearedException",
          "com.mongodb.MongoExecutionTimeoutException",
          "com.mongodb.MongoInterruptedException",
          "com.mongodb.MongoWriteConcernException",
          "org.springframework.dao.DataAccessResourceFailureException",
          "org.springframework.dao.TransientDataAccessException",
          "org.springframework.web.client.ResourceAccessException",
          "org.springframework.web.client.HttpServerErrorException$BadGateway",
          "org.springframework.web.client.HttpServerErrorException$ServiceUnavailable",
          "org.springframework.web.client.HttpServerErrorException$GatewayTimeout",
          "org.springframework.web.client.HttpClientErrorException$TooManyRequests",
          "org.apache.kafka.common.KafkaException",
          "org.springframework.kafka.KafkaException");

  // Kafka's way to say that a record will never do. They extend KafkaException all the same.
  private static final Set<String> REFUSALS =
      Set.of(
          "org.apache.kafka.common.errors.RecordTooLargeException",
          "org.apache.kafka.common.errors.RecordBatchTooLargeException",
          "org.apache.kafka.common.errors.SerializationException",
          "org.apache.kafka.common.errors.InvalidTopicException",
          "org.apache.kafka.common.InvalidRecordException");

  public Outage(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// Whether waiting helps. A refusal of the record itself decides, however it is wrapped.
  static boolean causes(Throwable failure) {
    var outage = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isAny(cause, REFUSALS) || isAboutContent(cause)) return false;
      outage |= cause instanceof Outage || cause instanceof IOException || isAny(cause, OUTAGES);
    }
    return outage;
  }

  // An IOException too, and yet about what was read, not about who was asked.
  private static boolean isAboutContent(Throwable cause) {
    return cause instanceof CharacterCodingException
        || cause instanceof CharConversionException
        || cause instanceof ZipException
        || cause instanceof DataFormatException;
  }

  private static boolean isAny(Throwable cause, Set<String> names) {
    for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
      if (names.contains(type.getName())) return true;
    }
    return false;
  }
}
