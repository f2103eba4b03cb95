package dev.spotwise.cli;

import dev.spotwise.data.PriceSource;
import dev.spotwise.data.PriceSourceProvider;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;

/** A provider made for another version: it fails when it is used. */
public final class OldProvider implements PriceSourceProvider {

  @Override
  public String scheme() {
    return "csv";
  }

  @Override
  public PriceSource open(SourceLocation at, SourceOptions options) {
    throw new NoSuchMethodError("dev.spotwise.data.SourceLocation.gone()");
  }

  /** The same under a scheme of its own. */
  public static final class Alone implements PriceSourceProvider {

    @Override
    public String scheme() {
      return "alone";
    }

    @Override
    public PriceSource open(SourceLocation at, SourceOptions options) {
      return new OldProvider().open(at, options);
    }
  }
}
