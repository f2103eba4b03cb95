package dev.spotwise.data.archive;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.PriceSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A dump of prices as somebody might have kept it, and what it leaves behind in an archive. */
final class Dump {

  private final List<Row> rows = new ArrayList<>();

  private record Row(CapacityPool pool, long second, long microUsd) {}

  /** Rows of {@code POOL INSTANT MICRO_USD}. */
  static Dump of(String... lines) {
    Dump dump = new Dump();
    for (String line : lines) {
      String[] parts = line.split(" +", -1);
      dump.add(CapacityPool.parse(parts[0]), Instant.parse(parts[1]).getEpochSecond(), parts[2]);
    }
    return dump;
  }

  /** Rows of a few pools in two regions over four months, some of them twice, some in conflict. */
  static Dump random(long seed, int size) {
    Random random = new Random(seed);
    Dump dump = new Dump();
    List<String> pools =
        List.of(
            "us-east-1a_m5.large",
            "us-east-1b_m5.large",
            "us-east-1b_m5.large_Windows",
            "use1-az1_c5.large",
            "eu-west-1a_m5.large");
    for (int i = 0; i < size; i++) {
      dump.add(
          CapacityPool.parse(pools.get(random.nextInt(pools.size()))),
          1_612_000_000L + 14_400L * random.nextInt(600),
          Integer.toString(30_000 + random.nextInt(3)));
    }
    return dump;
  }

  Dump add(CapacityPool pool, long second, String microUsd) {
    rows.add(new Row(pool, second, Long.parseLong(microUsd)));
    return this;
  }

  int size() {
    return rows.size();
  }

  /** The first rows of this dump. */
  Dump head(int size) {
    Dump head = new Dump();
    head.rows.addAll(rows.subList(0, size));
    return head;
  }

  Dump tail(int size) {
    Dump tail = new Dump();
    tail.rows.addAll(rows.subList(rows.size() - size, rows.size()));
    return tail;
  }

  Dump reversed() {
    Dump reversed = new Dump();
    reversed.rows.addAll(rows);
    Collections.reverse(reversed.rows);
    return reversed;
  }

  PriceSource source() {
    return (query, sink) -> rows.forEach(row -> sink.accept(row.pool, row.second, row.microUsd));
  }

  /** A source that hands over all rows and then fails. */
  PriceSource brokenSource(RuntimeException failure) {
    return (query, sink) -> {
      source().read(query, sink);
      throw failure;
    };
  }

  /** {@code POOL SECOND MICRO_USD} of what an archive of this dump holds, sorted. */
  List<String> archived() {
    SortedMap<String, Long> highest = new TreeMap<>();
    rows.forEach(row -> highest.merge(row.pool + " " + row.second, row.microUsd, Math::max));
    return highest.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList();
  }

  Dump with(Dump other) {
    Dump both = new Dump();
    both.rows.addAll(rows);
    both.rows.addAll(other.rows);
    return both;
  }

  AddResult addTo(Path archive) {
    return addTo(archive, AddSettings.withDefaults());
  }

  AddResult addTo(Path archive, AddSettings settings) {
    return PriceArchive.at(archive).add(List.of(source()), settings);
  }

  /** The bytes of every file of an archive but its lock, by path. */
  static SortedMap<String, String> tree(Path archive) {
    SortedMap<String, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(archive)) {
      for (Path file : files.filter(path -> !path.equals(archive)).toList()) {
        String name = archive.relativize(file).toString().replace('\\', '/');
        if (!name.equals(ArchiveFolder.LOCK)) {
          tree.put(
              name,
              Files.isDirectory(file)
                  ? "folder"
                  : HexFormat.of().formatHex(Files.readAllBytes(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tree;
  }

  /** {@code POOL SECOND MICRO_USD} of all that an archive holds, sorted. */
  static List<String> contents(Path archive) {
    List<String> rows = new ArrayList<>();
    PriceArchive.at(archive)
        .source()
        .read(
            PriceArchive.EVERYTHING,
            (pool, second, price) -> rows.add(pool + " " + second + " " + price));
    Collections.sort(rows);
    return rows;
  }
}
