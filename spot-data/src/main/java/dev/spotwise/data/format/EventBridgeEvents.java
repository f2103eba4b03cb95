package dev.spotwise.data.format;

import dev.spotwise.data.InstanceInventory;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.RowSink;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SpotEvent;
import dev.spotwise.data.SpotEventLog;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Spot interruption warnings and rebalance recommendations as EventBridge delivers them, in JSON
 * files, plain or compressed: one object per line, objects one after another however they are
 * spaced, one array of them, or a single one.
 *
 * <p>Events of another {@code detail-type} are passed over and counted. EventBridge delivers at
 * least once: of equal events, ids included, one counts. Events that share an id and nothing else
 * are different events. Memory follows the number of events kept.
 */
public final class EventBridgeEvents {

  private EventBridgeEvents() {}

  /**
   * Reads a file, or the {@code *.json} and {@code *.jsonl} files of a folder in the order of their
   * names, without asking whose instances the events are of.
   *
   * @param badRows says which events that can't be read are left out
   * @throws MarketDataException if there is no such file, it is no JSON, or holds an object that is
   *     no event
   */
  public static SpotEventLog read(Path path, RowSink badRows) {
    return read(files(path), event -> {}, badRows);
  }

  /**
   * Reads as {@link #read(Path, RowSink)} does; an event is also bad if its instance is not in the
   * inventory or was not running at its time.
   */
  public static SpotEventLog read(Path path, InstanceInventory inventory, RowSink badRows) {
    return read(files(path), inventory::require, badRows);
  }

  static List<Path> files(Path path) {
    return DataFile.requireEvents(new SourceLocation("", path.toString()));
  }

  private static SpotEventLog read(List<Path> files, Consumer<SpotEvent> check, RowSink badRows) {
    Problems problems = new Problems(badRows);
    EventBridgeReader reader = new EventBridgeReader(problems, check);
    files.forEach(reader::read);
    problems.throwIfAny();
    return reader.log();
  }
}
