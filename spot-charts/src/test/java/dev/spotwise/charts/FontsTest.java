package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FontsTest {

  @Test
  void aMachineWithFontsHasNoProblem() {
    assertThat(Figures.problem()).isEmpty();
    assertThat(Fonts.FAMILY).isIn(Fonts.DEJAVU, "SansSerif");
  }

  @Test
  void shortTextFitsAsItIs() {
    assertThat(Fonts.fitting("m5.large", Theme.TICK, 200)).isEqualTo("m5.large");
    assertThat(Fonts.fitting("", Theme.TICK, 0)).isEmpty();
  }

  @Test
  void longTextIsCutWithAnEllipsis() {
    String fitting = Fonts.fitting("x".repeat(500), Theme.TICK, 100);

    assertThat(fitting).endsWith("...").hasSizeLessThan(40);
    assertThat(Fonts.metrics(Theme.TICK).stringWidth(fitting)).isLessThanOrEqualTo(100);
  }

  @Test
  void whatFitsNowhereIsStillNamedByItsFirstLetter() {
    assertThat(Fonts.fitting("abc", Theme.TICK, 1)).isEqualTo("a...");
  }
}
