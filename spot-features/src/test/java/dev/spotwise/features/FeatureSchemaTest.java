package dev.spotwise.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSchemaTest {

  private static final FeatureSchema SCHEMA = new FeatureSchema("v1", List.of("a", "b"), 300);

  private static void requireRefused(FeatureSchema given, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SCHEMA.requireSame(given, "the model"))
        .withMessage("the model takes other features than it is given: " + why);
  }

  @Test
  void columnsAreFoundByName() {
    assertThat(SCHEMA.width()).isEqualTo(2);
    assertThat(SCHEMA.indexOf("b")).isEqualTo(1);
    assertThat(SCHEMA.indexOf("c")).isEqualTo(-1);
  }

  @Test
  void theSameSchemaIsTaken() {
    assertThatCode(
            () -> SCHEMA.requireSame(new FeatureSchema("v1", List.of("a", "b"), 300), "the model"))
        .doesNotThrowAnyException();
  }

  @Test
  void anotherSchemaIsRefusedWithTheFirstDifference() {
    requireRefused(new FeatureSchema("v2", List.of("c"), 195), "version must be v1 but was v2");
    requireRefused(new FeatureSchema("v1", List.of("c"), 195), "step must be 300 s but was 195 s");
    requireRefused(
        new FeatureSchema("v1", List.of("a", "c", "d"), 300), "column 1 must be b but was c");
    requireRefused(
        new FeatureSchema("v1", List.of("a"), 300), "there must be 2 columns but were 1");
    requireRefused(
        new FeatureSchema("v1", List.of("a", "b", "c"), 300), "there must be 2 columns but were 3");
  }

  @Test
  void aSchemaMustHaveAVersionColumnsAndAStep() {
    String incomplete = "a schema must have a version and at least one column";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureSchema(" ", List.of("a"), 300))
        .withMessage(incomplete);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureSchema("v1", List.of(), 300))
        .withMessage(incomplete);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureSchema("v1", List.of("a", "b", "a"), 300))
        .withMessage("column names must be unique but were [a, b, a]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureSchema("v1", List.of("a"), 0))
        .withMessage("stepSeconds must be > 0 but was 0");
  }
}
