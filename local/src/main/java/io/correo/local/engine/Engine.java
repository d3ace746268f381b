package io.correo.local.engine;

import java.util.Locale;

/// A part that services need and that this module can start.
public enum Engine {
  /// Documents: speaks MongoDB's wire protocol, keeps everything in memory, forgets it on stop.
  STORE("MONGODB_URI"),
  /// Apache Kafka (KRaft, one node).
  BROKER("KAFKA_BOOTSTRAP_SERVERS"),
  /// OpenSearch, one node.
  SEARCH("OPENSEARCH_URI");

  private final String setting;

  Engine(String setting) {
    this.setting = setting;
  }

  /// The environment variable, and the property, in which services read where this engine is.
  public String setting() {
    return setting;
  }

  /// The name on the command line of [Engines] and in what it prints.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Engine named(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// What a client is given for an engine that listens on `port`.
  String address(int port) {
    return switch (this) {
      case STORE -> "mongodb://localhost:" + port;
      case BROKER -> "localhost:" + port;
      case SEARCH -> "http://localhost:" + port;
    };
  }
}
