package io.correo.service.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Holds a provider's name: to compare with, to switch on, to name an enum constant after.
///
/// ArchUnit does not see string constants, and a constant of an adapter is copied into whoever uses
/// it. So the constants are read from the class file, where all of these leave the same trace.
final class ProviderNames extends ArchCondition<JavaClass> {
  private static final Set<String> NAMES =
      Set.of("google", "gmail", "microsoft", "outlook", "graph", "office365");

  ProviderNames() {
    super("hold the name of a mail provider");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    var held = namesIn(type);
    events.add(
        new SimpleConditionEvent(
            type, !held.isEmpty(), "%s holds %s".formatted(type.getName(), held)));
  }

  private static List<String> namesIn(JavaClass type) {
    var held = new ArrayList<String>();
    for (var entry : ClassFile.of().parse(bytes(type)).constantPool()) {
      if (entry instanceof StringEntry text
          && NAMES.contains(text.stringValue().toLowerCase(Locale.ROOT))) {
        held.add(text.stringValue());
      }
    }
    return held;
  }

  private static byte[] bytes(JavaClass type) {
    var uri =
        type.getSource()
            .map(Source::getUri)
            .orElseThrow(() -> new IllegalStateException("no class file of " + type.getName()));
    try (var file = uri.toURL().openStream()) {
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
