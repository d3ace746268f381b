package io.correo.e2e.browser;

import java.nio.file.Files;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one [Chromium] of the run; skips them, saying so, where there is none.
final class InBrowser implements ParameterResolver, ExecutionCondition {
  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(InBrowser.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Files.isExecutable(Chromium.PROGRAM)
        ? ConditionEvaluationResult.enabled("")
        : ConditionEvaluationResult.disabled("no browser: install " + Chromium.PROGRAM);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Chromium.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // The root's store closes it when the run is over.
    return context
        .getRoot()
        .getStore(HERE)
        .computeIfAbsent(Chromium.class, _ -> new Chromium(), Chromium.class);
  }
}
