package io.correo.simulator.demo;

/// The simulated mailboxes, and the key of their owner in the scripts.
enum DemoMailbox {
  ANA("ana", "ana@acme.example", true),
  ANA_OUTLOOK("ana2", "ana@acme-mail.example", false),
  BRUNO("bruno", "bruno@acme.example", true),
  CARLA("carla", "carla@globex.example", false),
  DIEGO("diego", "diego@globex.example", true);

  private final String key;
  private final String address;
  private final boolean gmail;

  DemoMailbox(String key, String address, boolean gmail) {
    this.key = key;
    this.address = address;
    this.gmail = gmail;
  }

  String key() {
    return key;
  }

  String address() {
    return address;
  }

  boolean gmail() {
    return gmail;
  }
}
