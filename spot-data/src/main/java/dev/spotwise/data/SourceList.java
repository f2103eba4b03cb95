package dev.spotwise.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Describes providers for {@link Sources#list()}. */
final class SourceList {

  private static final Comparator<ListedSource> ORDER =
      Comparator.comparing(ListedSource::scheme)
          .thenComparing(source -> source.kinds().get(0))
          .thenComparing(ListedSource::provider);

  private record Named(String scheme, Class<?> provider) {}

  private SourceList() {}

  static List<ListedSource> of(
      List<PriceSourceProvider> prices,
      List<InterruptionSourceProvider> interruptions,
      List<AvailabilitySourceProvider> availability) {
    Map<SourceKind, List<? extends SourceProvider>> byKind = new EnumMap<>(SourceKind.class);
    byKind.put(SourceKind.PRICES, prices);
    byKind.put(SourceKind.INTERRUPTIONS, interruptions);
    byKind.put(SourceKind.AVAILABILITY, availability);
    Map<Named, List<SourceKind>> kinds = new LinkedHashMap<>();
    Map<Named, SourceProvider> providers = new LinkedHashMap<>();
    byKind.forEach(
        (kind, list) ->
            list.forEach(
                provider -> {
                  Named named = new Named(provider.scheme(), provider.getClass());
                  providers.putIfAbsent(named, provider);
                  kinds.computeIfAbsent(named, unused -> new ArrayList<>()).add(kind);
                }));
    return providers.entrySet().stream()
        .map(entry -> describe(entry.getValue(), kinds.get(entry.getKey())))
        .sorted(ORDER)
        .toList();
  }

  private static ListedSource describe(SourceProvider provider, List<SourceKind> kinds) {
    Class<?> type = provider.getClass();
    return new ListedSource(
        provider.scheme(),
        kinds,
        provider.summary(),
        provider.options(),
        type.getName(),
        ProviderLoader.originOf(type));
  }
}
