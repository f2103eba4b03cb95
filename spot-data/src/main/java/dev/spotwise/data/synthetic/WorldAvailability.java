package dev.spotwise.data.synthetic;

import dev.spotwise.data.AvailabilitySource;
import dev.spotwise.data.AvailabilitySourceProvider;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;
import java.util.List;

/** Opens generated worlds as sources of availability, as {@link WorldProvider} does of prices. */
public final class WorldAvailability implements AvailabilitySourceProvider {

  private final WorldProvider worlds = new WorldProvider();

  /** For {@link java.util.ServiceLoader}. */
  public WorldAvailability() {}

  @Override
  public String scheme() {
    return worlds.scheme();
  }

  @Override
  public String summary() {
    return worlds.summary();
  }

  @Override
  public List<SourceOption> options() {
    return worlds.options();
  }

  @Override
  public AvailabilitySource open(SourceLocation at, SourceOptions options) {
    return worlds.open(at, options).availability();
  }
}
