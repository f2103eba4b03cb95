package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThemeTest {

  /**
   * Linear RGB as people without working M or L cones see it: Machado, Oliveira and Fernandes 2009,
   * "A Physiologically-based Model for Simulation of Color Vision Deficiency", severity 1, doi
   * 10.1109/TVCG.2009.113.
   */
  private static final double[][] DEUTERANOPIA = {
    {0.367322, 0.860646, -0.227968},
    {0.280085, 0.672501, 0.047413},
    {-0.011820, 0.042940, 0.968881}
  };

  private static final double[][] PROTANOPIA = {
    {0.152286, 1.052583, -0.204868},
    {0.114503, 0.786281, 0.099216},
    {-0.003882, -0.048116, 1.051998}
  };

  private static final double[][] USUAL = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

  @Test
  void coloursOfTypesStayApartInEveryColourVision() {
    assertThat(leastDistance(Theme.CYCLE, USUAL)).isGreaterThan(24);
    assertThat(leastDistance(Theme.CYCLE, DEUTERANOPIA)).isGreaterThan(15);
    assertThat(leastDistance(Theme.CYCLE, PROTANOPIA)).isGreaterThan(15);
  }

  @Test
  void coloursOfPoliciesStayApartInEveryColourVision() {
    List<Color> colors =
        List.of(
                "our_strategy",
                "single_spot",
                "stay",
                "on_demand",
                "single_spot_hindsight",
                "clairvoyant",
                "cheapest",
                "hysteresis",
                "sticky-available",
                "sticky-cheapest")
            .stream()
            .map(Ways::color)
            .toList();

    assertThat(colors).doesNotHaveDuplicates();
    assertThat(leastDistance(colors, DEUTERANOPIA)).isGreaterThan(8);
    assertThat(leastDistance(colors, PROTANOPIA)).isGreaterThan(8);
  }

  @Test
  void stateOfCapacityIsToldApartWithoutColour() {
    List<Color> states = List.of(PathMap.UP, PathMap.DOWN, PathMap.UNKNOWN);

    assertThat(leastDistance(states, DEUTERANOPIA)).isGreaterThan(5);
    assertThat(contrast(PathMap.UP, PathMap.DOWN)).isGreaterThan(2);
  }

  @Test
  void coloursAreSeenOnWhite() {
    for (Color color : Theme.CYCLE) {
      assertThat(contrast(Color.WHITE, color)).as(color.toString()).isGreaterThan(2);
    }
    assertThat(contrast(Color.WHITE, Theme.INK)).isGreaterThan(12);
    assertThat(contrast(Color.WHITE, Theme.MUTED)).isGreaterThan(4.5);
  }

  @Test
  void theCommonestSixZonesHaveStylesOfTheirOwn() {
    List<Object> styles = new ArrayList<>();
    for (int zone = 0; zone < 6; zone++) {
      styles.add(Theme.zoneStroke(zone));
    }

    assertThat(styles).doesNotHaveDuplicates();
    assertThat(Theme.zoneStroke(6)).isEqualTo(Theme.zoneStroke(0));
  }

  private static double leastDistance(List<Color> colors, double[][] vision) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < colors.size(); i++) {
      for (int j = 0; j < i; j++) {
        double[] one = lab(seen(colors.get(i), vision));
        double[] other = lab(seen(colors.get(j), vision));
        double squares = 0;
        for (int k = 0; k < 3; k++) {
          squares += (one[k] - other[k]) * (one[k] - other[k]);
        }
        least = Math.min(least, Math.sqrt(squares));
      }
    }
    return least;
  }

  private static double contrast(Color light, Color dark) {
    return (luminance(light) + 0.05) / (luminance(dark) + 0.05);
  }

  private static double luminance(Color color) {
    return row(new double[] {0.2126729, 0.7151522, 0.0721750}, linear(color));
  }

  private static double[] linear(Color color) {
    double[] linear = new double[3];
    float[] parts = color.getRGBColorComponents(null);
    for (int i = 0; i < 3; i++) {
      linear[i] =
          parts[i] <= 0.04045 ? parts[i] / 12.92 : StrictMath.pow((parts[i] + 0.055) / 1.055, 2.4);
    }
    return linear;
  }

  private static double[] seen(Color color, double[][] vision) {
    double[] linear = linear(color);
    double[] seen = new double[3];
    for (int i = 0; i < 3; i++) {
      seen[i] = Math.max(0, Math.min(1, row(vision[i], linear)));
    }
    return seen;
  }

  /** CIELAB under D65. */
  private static double[] lab(double[] linear) {
    double x = root(row(new double[] {0.4124564, 0.3575761, 0.1804375}, linear) / 0.95047);
    double y = root(row(new double[] {0.2126729, 0.7151522, 0.0721750}, linear));
    double z = root(row(new double[] {0.0193339, 0.1191920, 0.9503041}, linear) / 1.08883);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double root(double value) {
    return value > 0.008856 ? StrictMath.cbrt(value) : 7.787 * value + 16.0 / 116;
  }

  private static double row(double[] row, double[] vector) {
    return row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2];
  }
}
