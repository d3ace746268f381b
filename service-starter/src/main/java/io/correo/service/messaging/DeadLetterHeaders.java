package io.correo.service.messaging;

/// What stands in the headers of a dead letter, as UTF-8 text.
public final class DeadLetterHeaders {
  /// The consumer group that could not process the record.
  public static final String CONSUMER = "correo-consumer";

  /// Class and place of the failure, never its message: that may quote what the record holds.
  public static final String CAUSE = "correo-cause";

  /// How often it was tried; 1 for what cannot even be decoded.
  public static final String ATTEMPTS = "correo-attempts";

  /// Partition of the topic the record was read from.
  public static final String PARTITION = "correo-partition";

  /// Offset in that partition.
  public static final String OFFSET = "correo-offset";

  /// Length in bytes of a value that is too large for the topic of dead letters: it must be read
  /// where it was. Absent when the letter holds the value itself.
  public static final String LEFT_AT_SOURCE = "correo-left-at-source";

  private DeadLetterHeaders() {}
}
