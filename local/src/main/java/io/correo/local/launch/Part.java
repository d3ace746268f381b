package io.correo.local.launch;

import io.correo.local.engine.Engine;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the local system is made of. A part's name is what [LocalSystem#part(String)] takes.
public enum Part {
  STORE(Engine.STORE),
  BROKER(Engine.BROKER, "CORREO_KAFKA_PORT", 19092),
  SEARCH_NODE(Engine.SEARCH),
  SIMULATOR("simulator", "io.correo.simulator.Simulator", "CORREO_SIMULATOR", 9090),
  SYNC("sync-service", "io.correo.sync.SyncService", "CORREO_SYNC", 0),
  MAILBOX("mailbox-service", "io.correo.mailbox.MailboxService", "CORREO_MAILBOX", 0),
  COMPOSE("compose-service", "io.correo.compose.ComposeService", "CORREO_COMPOSE", 0),
  CRM_LINK("crm-link-service", "io.correo.link.LinkService", "CORREO_LINK", 0),
  SEARCH("search-service", "io.correo.search.SearchService", "CORREO_SEARCH", 0),
  GATEWAY("gateway-service", "io.correo.gateway.GatewayService", "CORREO_GATEWAY", 8080);

  private final @Nullable Engine engine;
  private final String module;
  private final String mainClass;
  private final String portVariable;
  private final String urlVariable;
  private final int usualPort;

  Part(Engine engine) {
    this(engine, "", 0);
  }

  Part(Engine engine, String portVariable, int usualPort) {
    this.engine = engine;
    this.module = "local";
    this.mainClass = "io.correo.local.engine.Engines";
    this.portVariable = portVariable;
    this.urlVariable = engine.setting();
    this.usualPort = usualPort;
  }

  Part(String module, String mainClass, String variables, int usualPort) {
    this.engine = null;
    this.module = module;
    this.mainClass = mainClass;
    this.portVariable = variables + "_PORT";
    this.urlVariable = variables + "_URL";
    this.usualPort = usualPort;
  }

  /// `sync`, `crm-link`, `search-node`...
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @throws IllegalArgumentException when nothing is called so
  static Part labelled(String label) {
    return Arrays.stream(values())
        .filter(part -> part.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no part is called " + label));
  }

  /// The engine it is, or null for a service.
  @Nullable Engine engine() {
    return engine;
  }

  /// The Maven module it is built from.
  public String module() {
    return module;
  }

  /// The class with its `main` and its `start(String...)`.
  public String mainClass() {
    return mainClass;
  }

  /// The environment variable with its port; empty when there is none.
  public String portVariable() {
    return portVariable;
  }

  /// The environment variable in which others read where it is.
  String urlVariable() {
    return urlVariable;
  }

  /// The port it has unless told otherwise; 0 for any free one.
  int usualPort() {
    return usualPort;
  }
}
