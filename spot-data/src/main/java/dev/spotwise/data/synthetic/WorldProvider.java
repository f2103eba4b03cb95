package dev.spotwise.data.synthetic;

import dev.spotwise.data.InterruptionSourceProvider;
import dev.spotwise.data.PriceSourceProvider;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens generated worlds as sources: scheme {@code world}, locations {@code world:calibrated},
 * {@code world:calibrated-independent} and {@code world:guide}. The same options open the same
 * world; {@link CalibratedWorldSettings#fromOptions} and {@link GuideWorldSettings#fromOptions} say
 * which there are.
 */
public final class WorldProvider implements PriceSourceProvider, InterruptionSourceProvider {

  private static final String GUIDE = "guide";
  private static final List<String> WORLDS =
      List.of(CalibratedWorld.CALIBRATED, CalibratedWorld.INDEPENDENT, GUIDE);

  /** For {@link java.util.ServiceLoader}. */
  public WorldProvider() {}

  @Override
  public String scheme() {
    return "world";
  }

  @Override
  public String summary() {
    return "generated markets: " + String.join(", ", WORLDS);
  }

  @Override
  public List<SourceOption> options() {
    List<SourceOption> options = new ArrayList<>(WorldOptions.DESCRIBED);
    options.addAll(GuideWorldSettings.DESCRIBED);
    for (WorldSetting setting : WorldSetting.values()) {
      options.add(
          SourceOption.optional(
              setting.option(),
              "calibrated worlds: "
                  + setting.meaning()
                  + "; "
                  + WorldOptions.text(setting.byDefault())
                  + " by default"));
    }
    return options;
  }

  @Override
  public SyntheticWorld open(SourceLocation at, SourceOptions options) {
    return switch (at.rest()) {
      case GUIDE -> new GuideWorld(GuideWorldSettings.fromOptions(options));
      case CalibratedWorld.CALIBRATED, CalibratedWorld.INDEPENDENT ->
          new CalibratedWorld(CalibratedWorldSettings.fromOptions(at.rest(), options));
      default ->
          throw new IllegalArgumentException(
              "world must be one of " + String.join(", ", WORLDS) + " but was '" + at.rest() + "'");
    };
  }
}
