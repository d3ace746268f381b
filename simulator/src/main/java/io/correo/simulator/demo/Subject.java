package io.correo.simulator.demo;

import java.util.regex.Pattern;

/// A subject, with the prefix the writer's mail program puts before it.
record Subject(String text) {
  private static final Pattern PREFIX = Pattern.compile("(?i)^((re|rv|res|enc|fwd?|tr):\\s*)+");

  Subject reply(Person writer) {
    return prefixed(
        switch (writer.client()) {
          case GMAIL, PLAIN -> "Re: ";
          case OUTLOOK -> writer.language().equals("pt") ? "RES: " : "RE: ";
        });
  }

  Subject forward(Person writer) {
    return prefixed(
        switch (writer.client()) {
          case GMAIL, PLAIN -> "Fwd: ";
          case OUTLOOK ->
              switch (writer.language()) {
                case "pt" -> "ENC: ";
                case "en" -> "FW: ";
                default -> "RV: ";
              };
        });
  }

  private Subject prefixed(String prefix) {
    return new Subject(prefix + PREFIX.matcher(text).replaceFirst(""));
  }
}
