package dev.spotwise.models.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.features.FeatureMatrix;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoosterReaderTest {

  /** A split on the booster's feature 0 at 2; node 3 was pruned and hangs nowhere. */
  private static String json(String baseScore, String flags) {
    return String.format(
        Locale.ROOT,
        """
        {"learner": {"learner_model_param": {"base_score": "%s", "num_class": "0"},
         "gradient_booster": {"model": {"tree_info": [0], "trees": [
          {"left_children": [2, -1, -1, -1], "right_children": [1, -1, -1, -1],
           "split_indices": [0, 0, 0, 0], "split_conditions": [2.0, 2E1, 1E1, 99],
           "default_left": [%s, 0, 0, 0], "categories": [1, [2]], "id": 0}]}}}}
        """,
        baseScore,
        flags);
  }

  private static TreeEnsemble read(String json) {
    return BoosterReader.read(json.getBytes(StandardCharsets.UTF_8), new int[] {1});
  }

  @ParameterizedTest(name = "base score {0}")
  @ValueSource(strings = {"5E-1", "[5E-1]"})
  void nodesAreLaidSideBySideInTheMatrixsColumns(String baseScore) {
    FeatureMatrix x = FeatureMatrix.allocate(Margins.SCHEMA, List.of(CapacityPool.of("a", "b")), 3);
    x.set(0, 1, 1);
    x.set(1, 1, 3);

    TreeEnsemble trees = read(json(baseScore, "1"));

    assertThat(trees.nodes()).isEqualTo(3);
    assertThat(trees.groups()).isEqualTo(1);
    assertThat(Margins.of(trees, x)).containsExactly(10.5f, 20.5f, 10.5f);
    assertThat(Margins.of(read(json(baseScore, "true")), x)).isEqualTo(Margins.of(trees, x));
    assertThat(Margins.of(read(json(baseScore, "false")), x)).containsExactly(10.5f, 20.5f, 20.5f);
    assertThat(Margins.of(read(json(baseScore, "0")), x)).containsExactly(10.5f, 20.5f, 20.5f);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{}",
        "{\"base_score\": \"1\", \"trees\": []}",
        "{\"base_score\": \"1\", \"trees\": \"none\"}",
        "{\"base_score\": \"1\", \"tree_info\": [], \"trees\": [{\"left_children\": [-1]}]}",
      })
  void aDocumentWithoutTreesIsRefused(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must hold a base score and a group per tree");
  }

  @Test
  void brokenJsonIsRefused() {
    assertThatThrownBy(() -> read("{\"trees\": ["))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the booster's JSON can't be read");
  }
}
