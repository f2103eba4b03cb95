package dev.spotwise.data.format;

import dev.spotwise.data.InstanceInventory;
import dev.spotwise.data.InterruptionNotice;
import dev.spotwise.data.InterruptionSink;
import dev.spotwise.data.InterruptionSource;
import dev.spotwise.data.InterruptionSourceProvider;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * Interruptions from EventBridge events, read as {@link EventBridgeEvents} does: scheme {@code
 * eventbridge}. The option {@code inventory} names the CSV file of the instances that they are of,
 * in the form of {@link InventoryCsv}: an event names its instance, and not its pool.
 *
 * <p>An interruption warning is an interruption of its instance's pool at the event's {@code time},
 * the instant at which it became known. The instance is reclaimed up to two minutes later; no event
 * says when. Rebalance recommendations are no interruptions.
 *
 * <p>Every pool of the inventory counts as watched, over all times. Memory follows the number of
 * events and instances. Immutable and thread-safe.
 */
public final class EventBridgeInterruptions implements InterruptionSourceProvider {

  private static final String INVENTORY = "inventory";
  private static final String MARKER = "\"detail-type\"";

  /** For {@link java.util.ServiceLoader}. */
  public EventBridgeInterruptions() {}

  @Override
  public String scheme() {
    return "eventbridge";
  }

  @Override
  public String summary() {
    return "Spot interruption warnings as EventBridge delivers them, with an inventory of instances";
  }

  @Override
  public List<SourceOption> options() {
    return List.of(
        SourceOption.needed(
            INVENTORY,
            "CSV file of the instances: instance_id, instance_type, availability_zone, launched_at,"
                + " ended_at"));
  }

  @Override
  public boolean recognises(Path path, String head) {
    return head.contains(MARKER)
        || DataFile.anyBegins(DataFile.eventFiles(path), text -> text.contains(MARKER));
  }

  @Override
  public InterruptionSource open(SourceLocation at, SourceOptions options) {
    options.requireOnlyOf(this);
    Path inventory =
        DataFile.require(
            Path.of(
                options.require(
                    INVENTORY,
                    "a CSV file of the instances that the events are of, with the columns "
                        + InventoryCsv.EXPECTED
                        + "; ended_at is empty while an instance runs")));
    Path events = at.path();
    EventBridgeEvents.files(events);
    return (query, sink) -> read(events, InventoryCsv.read(inventory, sink), query, sink);
  }

  private static void read(
      Path events, InstanceInventory inventory, PriceQuery query, InterruptionSink sink) {
    inventory.pools().stream().filter(query::accepts).forEach(sink::watched);
    for (InterruptionNotice notice :
        EventBridgeEvents.read(events, inventory, sink).interruptionNotices()) {
      WatchedPools.accept(
          inventory.require(notice).pool(), notice.time().getEpochSecond(), query, sink);
    }
  }
}
