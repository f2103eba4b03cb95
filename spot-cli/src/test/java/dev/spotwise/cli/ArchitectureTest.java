package dev.spotwise.cli;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Serializable;

/** Holds the module arrows and where each library may be used. */
@AnalyzeClasses(packages = "dev.spotwise", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dataGoesOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("data")
          .definedBy("dev.spotwise.data..")
          .layer("features")
          .definedBy("dev.spotwise.features..")
          .layer("models")
          .definedBy("dev.spotwise.models..")
          .layer("decision")
          .definedBy("dev.spotwise.decision..")
          .layer("backtest")
          .definedBy("dev.spotwise.backtest..")
          .layer("charts")
          .definedBy("dev.spotwise.charts..")
          .layer("cli")
          .definedBy("dev.spotwise.cli..")
          .whereLayer("data")
          .mayNotAccessAnyLayer()
          .whereLayer("features")
          .mayOnlyAccessLayers("data")
          .whereLayer("models")
          .mayOnlyAccessLayers("data", "features")
          .whereLayer("decision")
          .mayOnlyAccessLayers("data", "features", "models")
          .whereLayer("backtest")
          .mayOnlyAccessLayers("data", "features", "models", "decision")
          .whereLayer("charts")
          .mayOnlyAccessLayers("data", "features", "models", "decision", "backtest")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule everyClassHasItsLayer =
      classes()
          .should()
          .resideInAnyPackage(
              "dev.spotwise.data..",
              "dev.spotwise.features..",
              "dev.spotwise.models..",
              "dev.spotwise.decision..",
              "dev.spotwise.backtest..",
              "dev.spotwise.charts..",
              "dev.spotwise.cli..");

  @ArchTest
  static final ArchRule packagesAreNamedAfterConcepts =
      noClasses().should().resideInAnyPackage("..util..", "..common..", "..impl..", "..core..");

  /** A class below a serializable library class can't help being one; it must not ask for it. */
  @ArchTest
  static final ArchRule nothingOfOursIsSerializable =
      noClasses()
          .that()
          .areNotEnums()
          .and()
          .areNotAssignableTo(Throwable.class)
          .should(be(serializableOfItsOwn()));

  @ArchTest
  static final ArchRule publicStaticsAreFinal =
      fields()
          .that()
          .areStatic()
          .and()
          .arePublic()
          .should()
          .beFinal()
          .andShould()
          .notHaveRawType(
              DescribedPredicate.describe(
                  "an array, which anybody could write to", JavaClass::isArray))
          .allowEmptyShould(true);

  /** What a generated world knows of itself is for evaluation alone. */
  @ArchTest
  static final ArchRule noFeatureOrDecisionKnowsTheTruth =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.spotwise.features..", "dev.spotwise.decision..", "dev.spotwise.backtest..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.spotwise.data.synthetic..");

  @ArchTest static final ArchRule picocliStaysInTheCli = only("dev.spotwise.cli..", "picocli..");

  @ArchTest
  static final ArchRule jfreeStaysInTheCharts = only("dev.spotwise.charts..", "org.jfree..");

  @ArchTest
  static final ArchRule enginesStayInTheModels =
      only("dev.spotwise.models..", "org.tribuo..", "ml.dmlc..");

  @ArchTest
  static final ArchRule parquetStaysInTheData =
      only("dev.spotwise.data..", "org.apache.parquet..", "org.apache.hadoop..");

  private static ArchRule only(String home, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .because("only " + home + " knows " + String.join(", ", libraries))
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> serializableOfItsOwn() {
    return DescribedPredicate.describe(
        "Serializable by its own choice",
        type ->
            type.isAssignableTo(Serializable.class)
                && type.getRawSuperclass()
                    .map(parent -> !parent.isAssignableTo(Serializable.class))
                    .orElse(true));
  }
}
