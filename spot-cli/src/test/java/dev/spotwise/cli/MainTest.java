package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void helpSucceeds() {
    assertThat(Main.execute("--help")).isZero();
  }

  @Test
  void noArgumentPrintsTheUsage() {
    assertThat(Main.execute()).isZero();
  }

  @Test
  void anUnknownOptionIsAUsageError() {
    assertThat(Main.execute("--no-such-option")).isEqualTo(2);
  }
}
