package io.correo.service.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.correo.service.problem.Problem;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperatorTest {
  @Test
  void actsForTheTenantOfItsTokenAlone() {
    var operator = Operator.of(caller("acme", Caller.ADMIN));

    assertThat(operator.actsFor("acme")).isTrue();
    assertThat(operator.actsFor("globex")).isFalse();
    assertThat(operator.actsFor(null)).isFalse();
  }

  @Test
  void actsForEveryTenantWhenItsTokenNamesNone() {
    var operator = Operator.of(caller("", Caller.ADMIN));

    assertThat(operator.actsFor("acme")).isTrue();
    assertThat(operator.actsFor(null)).isTrue();
  }

  @Test
  void isNobodyWithoutTheScope() {
    assertThatThrownBy(() -> Operator.of(caller("acme", Caller.READ))).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Operator.of(caller("", Caller.INTERNAL))).isInstanceOf(Problem.class);
  }

  private static Caller caller(String tenant, String scope) {
    return new Caller("olga", tenant, Set.of(scope), null, null, null);
  }
}
