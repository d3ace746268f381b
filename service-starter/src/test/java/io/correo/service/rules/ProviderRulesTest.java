package io.correo.service.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.correo.service.rules.fixture.AsksWhatItCan;
import io.correo.service.rules.fixture.ComparesAName;
import io.correo.service.rules.fixture.MakesAProvider;
import io.correo.service.rules.fixture.NamesThemInAnEnum;
import io.correo.service.rules.fixture.SwitchesOnAName;
import io.correo.service.rules.fixture.adapter.SomeProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules that keep providers behind their interface do refuse what they should.
class ProviderRulesTest {
  private static final ArchRule INTERFACE =
      HouseRules.reachedThroughTheirInterface("..fixture.adapter..");

  @ParameterizedTest
  @ValueSource(classes = {ComparesAName.class, SwitchesOnAName.class, NamesThemInAnEnum.class})
  void refusesToDecideByAName(Class<?> offender) {
    assertThat(refuses(HouseRules.nobodyDecidesByAProvidersName, offender)).isTrue();
  }

  @Test
  void letsAClassAskWhatAMailboxCanDo() {
    assertThat(refuses(HouseRules.nobodyDecidesByAProvidersName, AsksWhatItCan.class)).isFalse();
  }

  @Test
  void refusesAWayRoundTheInterface() {
    assertThat(refuses(INTERFACE, MakesAProvider.class, SomeProvider.class)).isTrue();
  }

  @Test
  void letsAnAdapterUseItself() {
    var itselfAndAnother = new Class<?>[] {SomeProvider.class, AsksWhatItCan.class};
    assertThat(refuses(INTERFACE, itselfAndAnother)).isFalse();
  }

  private static boolean refuses(ArchRule rule, Class<?>... types) {
    return rule.evaluate(new ClassFileImporter().importClasses(types)).hasViolation();
  }
}
