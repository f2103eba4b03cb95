package dev.spotwise.data.synthetic;

import dev.spotwise.data.InterruptionSourceProvider;
import dev.spotwise.data.PriceSourceProvider;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;
import java.util.List;

/**
 * Opens generated worlds as sources of prices and of interruptions: scheme {@code world}, location
 * {@code world:guide}. The options are those of {@link GuideWorldSettings#fromOptions}; the same
 * options open the same world.
 */
public final class GuideWorldProvider implements PriceSourceProvider, InterruptionSourceProvider {

  private static final String WORLD = "guide";

  /** For {@link java.util.ServiceLoader}. */
  public GuideWorldProvider() {}

  @Override
  public String scheme() {
    return "world";
  }

  @Override
  public String summary() {
    return "generated worlds: world:guide";
  }

  @Override
  public List<SourceOption> options() {
    return GuideWorldOptions.DESCRIBED;
  }

  @Override
  public GuideWorld open(SourceLocation at, SourceOptions options) {
    if (!at.rest().equals(WORLD)) {
      throw new IllegalArgumentException(
          "world must be one of " + WORLD + " but was '" + at.rest() + "'");
    }
    return new GuideWorld(GuideWorldSettings.fromOptions(options));
  }
}
