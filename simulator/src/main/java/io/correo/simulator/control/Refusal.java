package io.correo.simulator.control;

/// A control request that makes no sense.
final class Refusal extends RuntimeException {

  private final int status;

  private Refusal(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static Refusal invalid(String why) {
    return new Refusal(400, why);
  }

  static Refusal notFound(String what) {
    return new Refusal(404, what + " is not here");
  }

  int status() {
    return status;
  }
}
