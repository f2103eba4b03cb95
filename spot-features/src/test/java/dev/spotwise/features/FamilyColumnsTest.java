package dev.spotwise.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FamilyColumnsTest {

  @Test
  void theColumnsOfTheFamiliesAreThoseOfTheSchema() {
    StandardFeatures all = StandardFeatures.all();

    assertThat(all.columns().values().stream().flatMap(List::stream))
        .containsExactlyElementsOf(all.schema(Duration.ofMinutes(5)).names());
  }

  @Test
  void onlyChosenFamiliesHaveColumns() {
    Set<FeatureFamily> chosen = EnumSet.of(FeatureFamily.PRICE);

    assertThat(StandardFeatures.of(chosen).columns().keySet()).isEqualTo(chosen);
  }
}
