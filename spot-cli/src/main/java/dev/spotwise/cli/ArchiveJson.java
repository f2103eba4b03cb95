package dev.spotwise.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.SkippedRows;
import dev.spotwise.data.archive.AddResult;
import dev.spotwise.data.archive.ArchiveSummary;
import dev.spotwise.data.archive.PoolStatistics;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/** What is said of an archive, as JSON. */
final class ArchiveJson {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private ArchiveJson() {}

  /** What an addition did. */
  static String of(String archive, AddResult result, Map<String, SkippedRows> skipped) {
    ObjectNode node = JSON.createObjectNode();
    node.put("archive", archive);
    node.put("read", result.counts().read());
    node.put("added", result.counts().added());
    node.put("already_there", result.counts().known());
    node.put("conflicts", result.counts().conflicts());
    node.put("raised", result.counts().raised());
    ArrayNode conflicts = node.putArray("first_conflicts");
    result
        .firstConflicts()
        .forEach(
            conflict -> {
              ObjectNode entry = conflicts.addObject();
              entry.put("pool_id", conflict.pool().id());
              entry.put("timestamp", conflict.time().toString());
              entry.put("kept", usd(conflict.keptMicroUsd()));
              entry.put("dropped", usd(conflict.droppedMicroUsd()));
            });
    ArrayNode sources = node.putArray("sources");
    skipped.forEach(
        (source, rows) -> {
          ObjectNode entry = sources.addObject();
          entry.put("source", source);
          entry.put("rows_left_out", rows.count());
          ArrayNode first = entry.putArray("first_left_out");
          rows.first().forEach(first::add);
        });
    ArrayNode written = node.putArray("written");
    result.written().forEach(written::add);
    node.put("partitions", result.partitions());
    node.put("observations", result.observations());
    return text(node);
  }

  /** What an archive holds of each pool. */
  static String of(ArchiveReport.Info info) {
    ArchiveSummary summary = info.summary();
    ObjectNode node = JSON.createObjectNode();
    node.put("archive", info.archive());
    node.put("observations", summary.observations());
    node.put("partitions", summary.partitions());
    node.put("bytes", summary.bytes());
    ArrayNode regions = node.putArray("regions");
    summary.regions().forEach(regions::add);
    node.put("first", summary.first().orElseThrow().toString());
    node.put("last", summary.last().orElseThrow().toString());
    node.put("gap_seconds", info.gap().toSeconds());
    info.budget().ifPresent(budget -> node.put("budget_usd_per_hour", usd(budget)));
    node.put("pool_count", info.pools().size());
    ArrayNode pools = node.putArray("pools");
    info.pools().subList(0, info.shown()).forEach(pool -> write(pool, pools.addObject()));
    return text(node);
  }

  private static void write(PoolStatistics pool, ObjectNode entry) {
    entry.put("pool_id", pool.pool().id());
    entry.put("first", pool.first().toString());
    entry.put("last", pool.last().toString());
    entry.put("observations", pool.observations());
    entry.put("changes", pool.changes());
    entry.put("gaps", pool.gaps());
    entry.put("longest_gap_seconds", pool.longestGap().map(Duration::toSeconds).orElse(null));
    entry.put("p50_usd_per_hour", usd(pool.medianMicroUsd()));
    entry.put("p95_usd_per_hour", usd(pool.p95MicroUsd()));
    entry.put("volatility", pool.volatility());
    pool.shareWithinBudget().ifPresent(share -> entry.put("share_within_budget", share));
  }

  private static BigDecimal usd(long microUsd) {
    return new BigDecimal(MicroUsd.format(microUsd));
  }

  private static String text(ObjectNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
