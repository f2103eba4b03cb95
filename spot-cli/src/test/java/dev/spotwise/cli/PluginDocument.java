package dev.spotwise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What stands in {@code docs/price-source.md}. */
final class PluginDocument {

  static final Path FILE = PluginJar.ROOT.resolve("docs/price-source.md");

  private PluginDocument() {}

  /** The fenced blocks of a language. */
  static List<String> blocks(String language) throws IOException {
    Pattern fence = Pattern.compile("(?s)\n```" + language + "\n(.*?)```\n");
    return fence.matcher(Files.readString(FILE)).results().map(found -> found.group(1)).toList();
  }
}
