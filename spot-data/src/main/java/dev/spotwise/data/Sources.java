package dev.spotwise.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * Finds the provider of a location: by its scheme, or for a bare path by the content of the file.
 *
 * <p>Immutable and thread-safe.
 */
public final class Sources {

  private static final int HEAD = 4096;
  private static final int SHOWN = 100;

  private final List<PriceSourceProvider> prices;
  private final List<InterruptionSourceProvider> interruptions;
  private final List<AvailabilitySourceProvider> availability;

  /** Sources of the given providers; the first that recognises a bare path opens it. */
  public Sources(
      List<PriceSourceProvider> prices,
      List<InterruptionSourceProvider> interruptions,
      List<AvailabilitySourceProvider> availability) {
    this.prices = List.copyOf(prices);
    this.interruptions = List.copyOf(interruptions);
    this.availability = List.copyOf(availability);
  }

  /** The sources on the class path, ours and those of plug-ins. */
  public static Sources load() {
    return new Sources(
        loaded(PriceSourceProvider.class),
        loaded(InterruptionSourceProvider.class),
        loaded(AvailabilitySourceProvider.class));
  }

  /**
   * Opens a price source.
   *
   * @param location {@code SCHEME:PLACE} or a path
   * @throws IllegalArgumentException if the scheme is unknown or an option is missing
   * @throws MarketDataException if nothing is there, or nobody recognises what is
   */
  public PriceSource openPrices(String location, SourceOptions options) {
    SourceLocation at = SourceLocation.parse(location);
    return find("prices", prices, at).open(at, options);
  }

  /** Opens an interruption source, as {@link #openPrices}. */
  public InterruptionSource openInterruptions(String location, SourceOptions options) {
    SourceLocation at = SourceLocation.parse(location);
    return find("interruptions", interruptions, at).open(at, options);
  }

  /** Opens an availability source, as {@link #openPrices}. */
  public AvailabilitySource openAvailability(String location, SourceOptions options) {
    SourceLocation at = SourceLocation.parse(location);
    return find("availability", availability, at).open(at, options);
  }

  private static <P extends SourceProvider> P find(
      String what, List<P> providers, SourceLocation at) {
    if (!at.scheme().isEmpty()) {
      return providers.stream()
          .filter(provider -> provider.scheme().equals(at.scheme()))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      String.format(
                          Locale.ROOT,
                          "scheme of the %s must be one of %s but was '%s' (%s)",
                          what,
                          schemes(providers),
                          at.scheme(),
                          at)));
    }
    Path path = at.path();
    if (!Files.exists(path)) {
      throw new MarketDataException("no such file or folder: " + path);
    }
    String head = head(path);
    return providers.stream()
        .filter(provider -> provider.recognises(path, head))
        .findFirst()
        .orElseThrow(
            () ->
                new MarketDataException(
                    String.format(
                        Locale.ROOT,
                        "%s holds no %s that can be recognised%s; name the form as SCHEME:%s, one of %s",
                        path,
                        what,
                        beginning(head),
                        path,
                        schemes(providers))));
  }

  /** What a file begins with, for the message. */
  private static String beginning(String head) {
    String line = head.lines().findFirst().orElse("").replaceAll("[^ -~]", "?");
    if (line.isBlank()) {
      return "";
    }
    String shown = line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    return ", as it begins with '" + shown + "'";
  }

  private static String schemes(List<? extends SourceProvider> providers) {
    return providers.stream()
        .map(provider -> provider.scheme() + ":")
        .sorted()
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static String head(Path path) {
    if (Files.isDirectory(path)) {
      return "";
    }
    try (InputStream content = TextFile.open(path)) {
      return new String(content.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new MarketDataException("can't read " + path + ": " + e.getMessage(), e);
    }
  }

  private static <P extends SourceProvider> List<P> loaded(Class<P> type) {
    List<P> providers = new ArrayList<>();
    ServiceLoader.load(type).forEach(providers::add);
    return providers;
  }
}
