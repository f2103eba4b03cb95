package dev.spotwise.cli.pipeline;

import dev.spotwise.cli.config.DataSettings;
import dev.spotwise.cli.config.DataSettings.TypeOverride;
import dev.spotwise.data.AdvisorFeed;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceTypes;
import dev.spotwise.data.format.AdvisorJson;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Sizes of instance types: the catalogue's, and of types that it does not have the Advisor feed's.
 *
 * @param feed the feed, if there is one
 */
record TypeSizes(Optional<AdvisorFeed> feed) {

  private static final int SHOWN = 5;

  /** The sizes that settings name. */
  static TypeSizes of(DataSettings data) {
    return new TypeSizes(data.advisor().map(from -> AdvisorJson.read(from.file(), from.asOf())));
  }

  /** Both together. */
  InstanceTypes known() {
    InstanceTypes catalogue = InstanceTypes.catalogue();
    return feed.map(from -> from.instanceTypes().with(catalogue)).orElse(catalogue);
  }

  /** Which of the pools' types have the feed's size, or a part of it. */
  List<String> notes(Collection<CapacityPool> pools, Map<String, TypeOverride> overrides) {
    SortedSet<String> names = new TreeSet<>();
    for (CapacityPool pool : pools) {
      Optional<TypeOverride> said = Optional.ofNullable(overrides.get(pool.instanceType()));
      boolean whole =
          said.filter(size -> size.vcpuCount().isPresent() && size.memoryGib().isPresent())
              .isPresent();
      if (!whole && InstanceTypes.catalogue().find(pool.instanceType()).isEmpty()) {
        names.add(pool.instanceType());
      }
    }
    if (feed.isEmpty() || names.isEmpty()) {
      return List.of();
    }
    String some = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return List.of(
        "sizes of "
            + some
            + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "")
            + " are the Advisor feed's of "
            + LocalDate.ofInstant(feed.get().asOf(), ZoneOffset.UTC));
  }
}
