package dev.spotwise.cli.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.cli.pipeline.Retrainer.Mode;
import dev.spotwise.cli.pipeline.Retrainer.Outcome;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.drift.ColumnDrift;
import dev.spotwise.models.drift.DriftReport;
import dev.spotwise.models.drift.ResidualDrift;
import dev.spotwise.models.retraining.LossComparison;
import dev.spotwise.models.retraining.PromotionDecision;
import java.nio.file.Path;
import java.util.Locale;

/** Retraining and drift as JSON; what is not known is null. */
public final class RetrainJson {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private RetrainJson() {}

  /** A retraining on several lines. */
  public static String of(Outcome outcome) {
    return node(outcome).toPrettyString();
  }

  /** Drift on several lines. */
  public static String of(DriftReport drift) {
    return node(drift).toPrettyString();
  }

  /** A retraining on one line. */
  static String line(Outcome outcome) {
    try {
      return JSON.writeValueAsString(node(outcome));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static ObjectNode node(Outcome outcome) {
    PromotionDecision decision = outcome.decision();
    ObjectNode node = JSON.createObjectNode();
    node.put("promoted", decision.promote());
    node.put("dry_run", outcome.mode() == Mode.DRY_RUN);
    decision.reasons().forEach(node.putArray("reasons")::add);
    node.set("champion", node(outcome.champion()));
    node.set("challenger", outcome.challenger().map(RetrainJson::node).orElse(null));
    node.put("kept", outcome.kept().map(Path::getFileName).map(Path::toString).orElse(null));
    node.put("training_window", decision.windows().train().toString());
    node.put("holdout", decision.windows().holdout().toString());
    node.put("tolerance", outcome.settings().tolerance());
    node.put("significance", outcome.settings().significance());
    ArrayNode comparisons = node.putArray("comparisons");
    decision.comparisons().forEach(found -> write(found, comparisons.addObject()));
    node.set("drift", decision.drift().map(RetrainJson::node).orElse(null));
    return node;
  }

  private static ObjectNode node(ModelBundle bundle) {
    ModelCard card = bundle.price().card();
    ObjectNode node = JSON.createObjectNode();
    node.put("price", card.model());
    node.put("stability", bundle.stability().card().model());
    node.put("library_version", card.libraryVersion());
    node.put("schema_version", card.schema().version());
    node.put("trained_on", card.trainedOn().toString());
    node.put("seed", card.seed());
    node.put("data_digest", card.dataDigest());
    return node;
  }

  private static void write(LossComparison found, ObjectNode node) {
    node.put("model", found.role());
    node.put("horizon", found.horizon().toString());
    node.put("rows", found.rows());
    node.put("origins", found.test().origins());
    put(node, "champion_loss", found.champion());
    put(node, "challenger_loss", found.challenger());
    put(node, "reference_loss", found.reference());
    put(node, "p_value", found.test().pValue());
    node.put("verdict", found.verdict().name().toLowerCase(Locale.ROOT));
  }

  private static ObjectNode node(DriftReport drift) {
    ObjectNode node = JSON.createObjectNode();
    node.put("trained_on", drift.trainedOn().toString());
    node.put("recent", drift.recent().toString());
    node.put("rows", drift.rows());
    node.put("independent_rows", drift.independentRows());
    node.put("worst", drift.worst().name().toLowerCase(Locale.ROOT));
    node.put("columns_told_apart", drift.columnsToldApart());
    ArrayNode columns = node.putArray("columns");
    for (ColumnDrift column : drift.columns()) {
      ObjectNode entry = columns.addObject();
      entry.put("name", column.name());
      put(entry, "psi", column.index());
      put(entry, "psi_by_chance", column.indexByChance());
      put(entry, "ks_distance", column.distance());
      put(entry, "ks_p_value", column.pValue());
      put(entry, "unknown_before", column.unknownBefore());
      put(entry, "unknown_now", column.unknownNow());
      entry.put("shift", column.shift().name().toLowerCase(Locale.ROOT));
    }
    ArrayNode residuals = node.putArray("residuals");
    for (ResidualDrift residual : drift.residuals()) {
      ObjectNode entry = residuals.addObject();
      entry.put("model", residual.model());
      entry.put("horizon", residual.horizon().toString());
      entry.put("measure", residual.measure());
      put(entry, "before", residual.before());
      put(entry, "now", residual.now());
      put(entry, "reference_before", residual.referenceBefore());
      put(entry, "reference_now", residual.referenceNow());
      put(entry, "rise", residual.rise());
      entry.put("rows", residual.rows());
      entry.put("shift", residual.shift().name().toLowerCase(Locale.ROOT));
    }
    return node;
  }

  private static void put(ObjectNode node, String name, double value) {
    node.put(name, Double.isFinite(value) ? (Double) value : null);
  }
}
