package dev.spotwise.data;

import java.nio.file.Path;
import java.util.List;

/** Providers as plug-ins may bring them, good and bad; none is on the class path by itself. */
public final class PluginProviders {

  private PluginProviders() {}

  /** Prices and interruptions of one scheme. */
  public static final class Both implements PriceSourceProvider, InterruptionSourceProvider {

    @Override
    public String scheme() {
      return "both";
    }

    @Override
    public String summary() {
      return "prices and interruptions";
    }

    @Override
    public List<SourceOption> options() {
      return List.of(SourceOption.needed("colour", "a colour, such as blue"));
    }

    @Override
    public BothSource open(SourceLocation at, SourceOptions options) {
      options.requireOnlyOf(this);
      return new BothSource();
    }
  }

  /** What {@link Both} opens. */
  public static final class BothSource implements PriceSource, InterruptionSource {

    @Override
    public void read(PriceQuery query, PriceSink sink) {
      sink.accept(CapacityPool.of("us-east-1a", "m5.large"), 1, 2);
    }

    @Override
    public void read(PriceQuery query, InterruptionSink sink) {
      sink.watched(CapacityPool.of("us-east-1a", "m5.large"));
    }
  }

  /** Takes a scheme, and bare paths, that Spotwise reads itself. */
  public static final class SecondCsv implements PriceSourceProvider {

    @Override
    public String scheme() {
      return "csv";
    }

    @Override
    public boolean recognises(Path path, String head) {
      return head.contains("spot_price");
    }

    @Override
    public PriceSource open(SourceLocation at, SourceOptions options) {
      return new BothSource();
    }
  }

  /** Fails when it is made. */
  public static final class Failing implements PriceSourceProvider {

    /** Fails. */
    public Failing() {
      throw new IllegalStateException("no licence");
    }

    @Override
    public String scheme() {
      return "failing";
    }

    @Override
    public PriceSource open(SourceLocation at, SourceOptions options) {
      return new BothSource();
    }
  }

  /** Has a scheme that nobody could write. */
  public static final class Shouting implements PriceSourceProvider {

    @Override
    public String scheme() {
      return "LOUD";
    }

    @Override
    public PriceSource open(SourceLocation at, SourceOptions options) {
      return new BothSource();
    }
  }
}
