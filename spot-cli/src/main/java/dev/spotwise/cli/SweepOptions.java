package dev.spotwise.cli;

import dev.spotwise.backtest.sweep.PolicyParameter;
import dev.spotwise.backtest.sweep.SearchSpace;
import dev.spotwise.backtest.sweep.SweepSettings;
import dev.spotwise.cli.config.Durations;
import dev.spotwise.cli.config.Nearest;
import dev.spotwise.decision.PolicySettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** What a sweep tries. */
final class SweepOptions {

  private static final double SECONDS_PER_HOUR = 3600;

  @Option(
      names = "--grid",
      order = 20,
      paramLabel = "NAME=V,...",
      description =
          "Values of a number of the policy, each tried once; given several times, all"
              + " combinations.")
  private List<String> grid = new ArrayList<>();

  @Option(
      names = "--random",
      order = 21,
      paramLabel = "N",
      description = "Tries drawn from --range, instead of a grid.")
  private String random;

  @Option(
      names = "--range",
      order = 22,
      paramLabel = "NAME=A..B",
      description = "Range of a number of the policy, for --random.")
  private List<String> ranges = new ArrayList<>();

  @Option(
      names = "--holdout",
      order = 23,
      paramLabel = "S",
      description = "Newest share of the backtest that the search doesn't see; 0.3 by default.")
  private String holdout;

  /** The share that is held out. */
  double holdout(List<String> problems) {
    double share =
        DecideOptions.parsed("--holdout", holdout, SweepOptions::number, problems)
            .orElse(SweepSettings.HOLDOUT_SHARE);
    if (!(share > 0 && share < 1)) {
      problems.add("--holdout must be in (0, 1) but was " + share);
    }
    return share;
  }

  /** What to try; empty, and problems, if that can't be told. */
  Optional<SearchSpace> space(String policy, long seed, List<String> problems) {
    int since = problems.size();
    Optional<Integer> count =
        DecideOptions.parsed("--random", random, SweepOptions::count, problems);
    if (random == null && !ranges.isEmpty()) {
      problems.add("--range must come with --random");
    }
    if (random != null && ranges.isEmpty()) {
      problems.add("--random must come with --range");
    }
    if (random != null && !grid.isEmpty()) {
      problems.add("--grid and --random exclude each other");
    }
    if (random == null && ranges.isEmpty() && grid.isEmpty()) {
      problems.add("--grid must be given, or --random and --range; " + known(policy));
    }
    SortedMap<PolicyParameter, List<Double>> values = values("--grid", grid, ",", policy, problems);
    SortedMap<PolicyParameter, List<Double>> ends =
        values("--range", ranges, "\\.\\.", policy, problems);
    if (problems.size() > since) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          count.isEmpty()
              ? new SearchSpace.Grid(values)
              : new SearchSpace.Random(asRanges(ends), count.get(), seed));
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
      return Optional.empty();
    }
  }

  private static SortedMap<PolicyParameter, SearchSpace.Range> asRanges(
      SortedMap<PolicyParameter, List<Double>> ends) {
    SortedMap<PolicyParameter, SearchSpace.Range> ranges = new TreeMap<>();
    ends.forEach(
        (parameter, both) -> {
          if (both.size() != 2) {
            throw new IllegalArgumentException(
                "--range must be NAME=A..B, such as margin=0..3, but "
                    + parameter.id()
                    + " is not");
          }
          ranges.put(parameter, new SearchSpace.Range(both.get(0), both.get(1)));
        });
    return ranges;
  }

  private static SortedMap<PolicyParameter, List<Double>> values(
      String option, List<String> given, String separator, String policy, List<String> problems) {
    SortedMap<PolicyParameter, List<Double>> values = new TreeMap<>();
    for (String text : given) {
      int sign = text.indexOf('=');
      if (sign < 1) {
        problems.add(option + " must be NAME=VALUES but was '" + text + "'");
        continue;
      }
      Optional<PolicyParameter> parameter =
          parameter(option, text.substring(0, sign).strip(), policy, problems);
      if (parameter.isEmpty()) {
        continue;
      }
      Collection<Double> each = separator.equals(",") ? new LinkedHashSet<>() : new ArrayList<>();
      for (String value : text.substring(sign + 1).split(separator, -1)) {
        DecideOptions.parsed(
                option + " " + parameter.get().id(), value.strip(), of(parameter.get()), problems)
            .ifPresent(each::add);
      }
      if (values.put(parameter.get(), List.copyOf(each)) != null) {
        problems.add(
            option + " must name each number once but names " + parameter.get().id() + " again");
      }
    }
    return values;
  }

  private static Optional<PolicyParameter> parameter(
      String option, String name, String policy, List<String> problems) {
    List<String> ids = PolicyParameter.of(policy).stream().map(PolicyParameter::id).toList();
    if (!ids.contains(name)) {
      problems.add(
          option
              + " must name a number of "
              + policy
              + " but was '"
              + name
              + "'"
              + (ids.isEmpty() ? "; " + known(policy) : Nearest.hint(name, ids)));
      return Optional.empty();
    }
    return Optional.of(PolicyParameter.byId(name));
  }

  private static String known(String policy) {
    List<String> ids = PolicyParameter.of(policy).stream().map(PolicyParameter::id).toList();
    return ids.isEmpty()
        ? policy + " has no numbers to search for"
        : policy + " has " + String.join(", ", ids);
  }

  /** Reads a value and checks its range; a span of time counts in hours. */
  private static Function<String, Double> of(PolicyParameter parameter) {
    return text -> {
      double value =
          parameter == PolicyParameter.PLANNING_WINDOW
              ? Durations.parse(text).toSeconds() / SECONDS_PER_HOUR
              : number(text);
      try {
        parameter.with(PolicySettings.defaults(), value);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("can't be '" + text + "': " + e.getMessage(), e);
      }
      return value;
    };
  }

  private static Double number(String text) {
    try {
      return new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number but was '" + text + "'", e);
    }
  }

  private static Integer count(String text) {
    int count = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    if (count < 1 || count > SearchSpace.MOST_TRIES) {
      throw new IllegalArgumentException(
          "must be a whole number in [1, " + SearchSpace.MOST_TRIES + "] but was '" + text + "'");
    }
    return count;
  }
}
