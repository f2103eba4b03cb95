package dev.spotwise.cli.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.DataSettings;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.features.FeatureFamily;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.evaluation.Bound;
import dev.spotwise.models.evaluation.EvaluationJson;
import dev.spotwise.models.evaluation.EvaluationReport;
import dev.spotwise.models.evaluation.EvaluationReport.FoldRows;
import dev.spotwise.models.evaluation.Fold;
import dev.spotwise.models.evaluation.WalkForward;
import dev.spotwise.models.evaluation.WalkForwardSettings;
import dev.spotwise.models.evaluation.WorldBounds;
import dev.spotwise.models.tree.Workers;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Evaluates models on a market straight from its source; writes nothing but the result. */
public final class Evaluation {

  private final MarketLoader loader;

  /** An evaluation of markets that a loader reads. */
  @Inject
  public Evaluation(MarketLoader loader) {
    this.loader = loader;
  }

  /**
   * Walks forward over the whole market and writes {@code models/evaluation.json}.
   *
   * @param families features to use, at least one
   * @throws ConfigException if the settings don't fit the data
   */
  public EvaluationReport run(Settings settings, Set<FeatureFamily> families, Progress progress)
      throws Exception {
    OutputFolder out = new OutputFolder(settings.out());
    LoadedMarket[] loaded = new LoadedMarket[1];
    progress.step(
        "market",
        "prices",
        work -> {
          out.requireWritable();
          loaded[0] = loader.load(settings, work);
          return Pipeline.count(loaded[0].market().pools().size(), "pool")
              + ", "
              + Pipeline.count(loaded[0].market().grid().length(), "tick");
        });
    loaded[0].notes().forEach(progress::note);
    StandardFeatures features = StandardFeatures.of(families);
    WalkForward[] walk = new WalkForward[1];
    progress.step(
        "folds",
        () -> {
          List<Bound> bounds = bounds(settings, loaded[0]);
          walk[0] =
              new WalkForward(
                  loaded[0].market(), features, walkForward(settings, features), bounds);
          return walk[0].folds().size()
              + bounds.stream().map(bound -> ", " + bound.name()).collect(Collectors.joining());
        });
    for (Fold fold : walk[0].folds()) {
      String name = "fold " + fold.number() + "/" + walk[0].folds().size();
      progress.step(
          name,
          "parts",
          work -> {
            try (Workers workers = Workers.of(settings.threads(), work)) {
              return described(walk[0].run(workers));
            }
          });
    }
    EvaluationReport[] report = new EvaluationReport[1];
    progress.step(
        "score",
        () -> {
          report[0] = walk[0].report().withSettings(described(settings, loaded[0], features));
          EvaluationJson.write(out.evaluation(), report[0]);
          return out.evaluation().toString();
        });
    if (!loaded[0].market().knowsInterruptions()) {
      progress.note("no interruption data: stability is unknown");
    }
    return report[0];
  }

  private static WalkForwardSettings walkForward(Settings settings, StandardFeatures features) {
    SortedMap<String, List<String>> columns = new TreeMap<>();
    features.columns().forEach((family, names) -> columns.put(id(family), names));
    return new WalkForwardSettings(
        settings.span(),
        settings.evaluation().rolling(),
        settings.originInterval(),
        settings.learning(),
        settings.evaluation().importance(),
        columns);
  }

  /** The name of a family in options and tables. */
  public static String id(FeatureFamily family) {
    return family.name().toLowerCase(Locale.ROOT);
  }

  /** A world can tell of itself only where nothing was put in its place. */
  private static List<Bound> bounds(Settings settings, LoadedMarket loaded) {
    DataSettings data = settings.data();
    boolean itsOwn =
        data.isWorld() && data.interruptions().isEmpty() && data.availability().isEmpty();
    return itsOwn
        ? WorldBounds.of(WorldSource.world(WorldSource.of(settings)), loaded.market())
        : List.of();
  }

  private static String described(FoldRows done) {
    return String.format(
        Locale.ROOT,
        "trained on %d rows to %s, tested on %d to %s",
        done.trainRows(),
        done.fold().train().to(),
        done.testRows(),
        done.fold().test().to());
  }

  private static SortedMap<String, String> described(
      Settings settings, LoadedMarket loaded, StandardFeatures features) {
    SortedMap<String, String> described = new TreeMap<>(loaded.origin());
    described.put(
        "features",
        features.columns().keySet().stream().map(Evaluation::id).collect(Collectors.joining(",")));
    flatten("models", settings.tree().path("models"), described);
    return described;
  }

  /** A tree of settings as values by their paths. */
  private static void flatten(String path, JsonNode node, SortedMap<String, String> values) {
    if (node.isObject()) {
      node.properties().forEach(e -> flatten(path + "." + e.getKey(), e.getValue(), values));
    } else {
      values.put(path, node.isTextual() ? node.asText() : node.toString());
    }
  }
}
