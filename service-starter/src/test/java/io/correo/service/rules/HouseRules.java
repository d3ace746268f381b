package io.correo.service.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/// What a build refuses in every module. A module's test names its package and takes these.
public final class HouseRules {

  @ArchTest
  static final ArchRule timeComesFromAClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("a test must be able to set the time: inject a Clock");

  @ArchTest
  static final ArchRule namesSayWhatATypeIsFor =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Dto|DTO)")
          .because("such a name hides a missing noun");

  @ArchTest
  static final ArchRule packagesAreFeatures =
      noClasses()
          .should()
          .resideInAnyPackage("..common..", "..model..", "..dto..", "..util..", "..utils..");

  @ArchTest
  static final ArchRule optionalIsForAnswers =
      noFields().should().haveRawType(Optional.class).because("a field is there or is nullable");

  @ArchTest
  static final ArchRule constructorsTakeWhatAClassNeeds =
      noFields()
          .should()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
          .because("a class says everything it needs in its constructor");

  @ArchTest
  static final ArchRule featuresFormNoCycle =
      slices().matching("io.correo.*.(*)..").should().beFreeOfCycles();

  /// The adapters themselves, what makes and sets them up, and where their pushes come in.
  private static final String[] WHERE_PROVIDERS_ARE_KNOWN = {
    "io.correo.provider.gmail..",
    "io.correo.provider.graph..",
    "io.correo.provider.starter..",
    "io.correo.sync.notification..",
    "io.correo.simulator.."
  };

  @ArchTest
  static final ArchRule nobodyDecidesByAProvidersName =
      noClasses()
          .that()
          .resideOutsideOfPackages(WHERE_PROVIDERS_ARE_KNOWN)
          .should(new ProviderNames())
          .because("what a mailbox can do stands in its capabilities");

  @ArchTest
  static final ArchRule adaptersAreReachedThroughTheirInterface =
      reachedThroughTheirInterface("io.correo.provider.gmail..", "io.correo.provider.graph..");

  static ArchRule reachedThroughTheirInterface(String... adapters) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(WHERE_PROVIDERS_ARE_KNOWN)
        .and()
        .resideOutsideOfPackages(adapters)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(adapters)
        .because("no service asks which provider it talks to");
  }

  private HouseRules() {}
}
