package dev.spotwise.cli;

import dev.spotwise.cli.config.DataSettings;
import dev.spotwise.cli.pipeline.SourceInspector;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.models.evaluation.RollingOrigin;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a shell offers as the value of an option; not made before it is asked for. */
abstract class Candidates implements Iterable<String> {

  private final Supplier<List<String>> names;

  private Candidates(Supplier<List<String>> names) {
    this.names = names;
  }

  @Override
  public final Iterator<String> iterator() {
    return names.get().iterator();
  }

  private static List<String> constants(Enum<?>... constants) {
    return Arrays.stream(constants).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** Names of presets. */
  static final class Presets extends Candidates {

    Presets() {
      super(() -> List.of("default", "guide"));
    }
  }

  /** Names of generated worlds. */
  static final class Worlds extends Candidates {

    Worlds() {
      super(() -> DataSettings.WORLDS);
    }
  }

  /** Ids of policies. */
  static final class Policies extends Candidates {

    Policies() {
      super(dev.spotwise.decision.Policies::ids);
    }
  }

  /** What sizes are compared by. */
  static final class CostUnits extends Candidates {

    CostUnits() {
      super(() -> constants(CostUnit.values()));
    }
  }

  /** How folds are cut. */
  static final class Schemes extends Candidates {

    Schemes() {
      super(() -> constants(RollingOrigin.Scheme.values()));
    }
  }

  /** What a source can hold. */
  static final class Kinds extends Candidates {

    Kinds() {
      super(SourceInspector::kinds);
    }
  }

  /** Shells with completion. */
  static final class Shells extends Candidates {

    Shells() {
      super(() -> CompletionCommand.SHELLS);
    }
  }

  /** Commands of the program. */
  static final class Commands extends Candidates {

    Commands() {
      super(
          () ->
              Arrays.stream(CommandGroup.values())
                  .flatMap(group -> group.commands().stream())
                  .toList());
    }
  }

  /** Commands that read a configuration. */
  static final class Configured extends Candidates {

    Configured() {
      super(
          () ->
              Stream.concat(ConfigShowCommand.NEW.stream(), ConfigShowCommand.STORED.stream())
                  .toList());
    }
  }
}
