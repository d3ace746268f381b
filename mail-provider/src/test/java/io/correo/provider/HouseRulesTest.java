package io.correo.provider;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.correo.service.rules.HouseRules;

@AnalyzeClasses(packages = "io.correo.provider", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {
  @ArchTest static final ArchTests rules = ArchTests.in(HouseRules.class);

  @ArchTest
  static final ArchRule onlyTheStarterKnowsSpring =
      noClasses()
          .that()
          .resideOutsideOfPackage("..starter..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");

  @ArchTest
  static final ArchRule nobodySeesGooglesClientOutsideTheAdapter =
      noClasses()
          .that()
          .resideOutsideOfPackage("..gmail..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.api..");

  @ArchTest
  static final ArchRule nobodySeesMicrosoftsClientOutsideTheAdapter =
      noClasses()
          .that()
          .resideOutsideOfPackage("..graph..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.microsoft..", "okhttp3..");
}
