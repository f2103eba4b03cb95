package dev.spotwise.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  private final List<String> problems;

  /** Sources of the given providers. */
  public Sources(
      List<PriceSourceProvider> prices,
      List<InterruptionSourceProvider> interruptions,
      List<AvailabilitySourceProvider> availability) {
    this(prices, interruptions, availability, List.of());
  }

  private Sources(
      List<PriceSourceProvider> prices,
      List<InterruptionSourceProvider> interruptions,
      List<AvailabilitySourceProvider> availability,
      List<String> problems) {
    this.prices = List.copyOf(prices);
    this.interruptions = List.copyOf(interruptions);
    this.availability = List.copyOf(availability);
    this.problems = List.copyOf(problems);
  }

  /**
   * The sources on the class path, ours and those of plug-ins: what the thread's context class
   * loader sees, or Spotwise's own class loader if that one doesn't see Spotwise.
   */
  public static Sources load() {
    return load(ProviderLoader.ofThread());
  }

  /**
   * The sources that a class loader sees. A provider that can't be loaded is left out and told of
   * by {@link #problems()}.
   *
   * @param loader one that sees Spotwise, itself or through its parents
   */
  public static Sources load(ClassLoader loader) {
    ProviderLoader providers = new ProviderLoader(loader);
    return new Sources(
        providers.load(PriceSourceProvider.class),
        providers.load(InterruptionSourceProvider.class),
        providers.load(AvailabilitySourceProvider.class),
        providers.problems());
  }

  /** All providers, sorted by scheme, then by kind; one that opens two kinds is listed once. */
  public List<ListedSource> list() {
    return SourceList.of(prices, interruptions, availability);
  }

  /**
   * What is wrong with the providers found: those that can't be loaded, and those of one kind that
   * share a scheme, which can't be used. Empty if nothing is.
   */
  public List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    all.addAll(clashes(SourceKind.PRICES, prices));
    all.addAll(clashes(SourceKind.INTERRUPTIONS, interruptions));
    all.addAll(clashes(SourceKind.AVAILABILITY, availability));
    return List.copyOf(all);
  }

  /**
   * Opens a price source.
   *
   * @param location {@code SCHEME:PLACE} or a path
   * @throws IllegalArgumentException if the scheme is unknown or has two providers, or an option is
   *     missing
   * @throws MarketDataException if nothing is there, or what is there is recognised by none or by
   *     more than one
   */
  public PriceSource openPrices(String location, SourceOptions options) {
    SourceLocation at = SourceLocation.parse(location);
    return find(SourceKind.PRICES, prices, at).open(at, options);
  }

  /** Opens an interruption source, as {@link #openPrices}. */
  public InterruptionSource openInterruptions(String location, SourceOptions options) {
    SourceLocation at = SourceLocation.parse(location);
    return find(SourceKind.INTERRUPTIONS, interruptions, at).open(at, options);
  }

  /** Opens an availability source, as {@link #openPrices}. */
  public AvailabilitySource openAvailability(String location, SourceOptions options) {
    SourceLocation at = SourceLocation.parse(location);
    return find(SourceKind.AVAILABILITY, availability, at).open(at, options);
  }

  /**
   * What a location can be opened as, in the order of {@link SourceKind}: the kinds with a provider
   * that recognises what is there; of a location whose scheme names providers that don't, all kinds
   * of the scheme.
   *
   * @return empty if nobody recognises what is at a path, or knows the scheme
   * @throws MarketDataException if nothing is at a bare path, or it can't be read
   */
  public List<SourceKind> kindsOf(String location) {
    SourceLocation at = SourceLocation.parse(location);
    boolean bare = at.scheme().isEmpty();
    boolean there = Files.exists(at.path());
    if (bare && !there) {
      throw new MarketDataException("no such file or folder: " + at);
    }
    String head = there ? head(at.path()) : "";
    List<SourceKind> named = new ArrayList<>();
    List<SourceKind> recognised = new ArrayList<>();
    for (SourceKind kind : SourceKind.values()) {
      List<? extends SourceProvider> providers =
          providers(kind).stream()
              .filter(provider -> bare || provider.scheme().equals(at.scheme()))
              .toList();
      if (!providers.isEmpty()) {
        named.add(kind);
      }
      if (there && providers.stream().anyMatch(p -> p.recognises(at.path(), head))) {
        recognised.add(kind);
      }
    }
    return List.copyOf(recognised.isEmpty() && !bare ? named : recognised);
  }

  private List<? extends SourceProvider> providers(SourceKind kind) {
    return switch (kind) {
      case PRICES -> prices;
      case INTERRUPTIONS -> interruptions;
      case AVAILABILITY -> availability;
    };
  }

  private <P extends SourceProvider> P find(SourceKind kind, List<P> providers, SourceLocation at) {
    return at.scheme().isEmpty()
        ? findByContent(kind, providers, at.path())
        : findByScheme(kind, providers, at);
  }

  private <P extends SourceProvider> P findByScheme(
      SourceKind kind, List<P> providers, SourceLocation at) {
    List<P> found = withScheme(providers, at.scheme());
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "scheme of the %s must be one of %s but was '%s' (%s)%s",
              kind.label(),
              schemes(providers),
              at.scheme(),
              at,
              unloaded()));
    }
    if (found.size() > 1) {
      throw new IllegalArgumentException(clash(kind, found));
    }
    return found.get(0);
  }

  private <P extends SourceProvider> P findByContent(
      SourceKind kind, List<P> providers, Path path) {
    if (!Files.exists(path)) {
      throw new MarketDataException("no such file or folder: " + path);
    }
    String head = head(path);
    List<P> found = providers.stream().filter(provider -> provider.recognises(path, head)).toList();
    if (found.isEmpty()) {
      throw new MarketDataException(
          String.format(
              Locale.ROOT,
              "%s holds no %s that can be recognised%s; name the form as SCHEME:%s, one of %s%s",
              path,
              kind.label(),
              beginning(head),
              path,
              schemes(providers),
              unloaded()));
    }
    if (found.size() > 1) {
      throw new MarketDataException(
          String.format(
              Locale.ROOT,
              "%s must hold %s of one form but is recognised by %s; name the form as SCHEME:%s",
              path,
              kind.label(),
              described(found),
              path));
    }
    return found.get(0);
  }

  /** The providers that could not be loaded, as the wanted one may be among them. */
  private String unloaded() {
    return problems.isEmpty() ? "" : "\n" + String.join("\n", problems);
  }

  private static <P extends SourceProvider> List<P> withScheme(List<P> providers, String scheme) {
    return providers.stream().filter(provider -> provider.scheme().equals(scheme)).toList();
  }

  private static List<String> clashes(SourceKind kind, List<? extends SourceProvider> providers) {
    return providers.stream()
        .map(SourceProvider::scheme)
        .sorted()
        .distinct()
        .map(scheme -> withScheme(providers, scheme))
        .filter(found -> found.size() > 1)
        .map(found -> clash(kind, found))
        .toList();
  }

  private static String clash(SourceKind kind, List<? extends SourceProvider> found) {
    return String.format(
        Locale.ROOT,
        "scheme '%s' must have one provider of %s but has %s",
        found.get(0).scheme(),
        kind.label(),
        described(found));
  }

  private static String described(List<? extends SourceProvider> providers) {
    return providers.stream()
        .map(
            provider ->
                String.format(
                    Locale.ROOT,
                    "%s (%s: from %s)",
                    provider.getClass().getName(),
                    provider.scheme(),
                    ProviderLoader.originOf(provider.getClass())))
        .sorted()
        .collect(Collectors.joining(" and "));
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
}
