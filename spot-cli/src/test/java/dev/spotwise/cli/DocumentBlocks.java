package dev.spotwise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents, and what stands in them apart from prose. */
final class DocumentBlocks {

  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static final Pattern ITEM = Pattern.compile(" *([-*]|\\d+\\.) .*");

  private DocumentBlocks() {}

  /**
   * A fenced or indented block.
   *
   * @param file the document, from the project's root
   * @param line number of its first line
   * @param language what the fence says; empty for an indented one
   * @param text without fence and indentation
   */
  record Block(Path file, int line, String language, String text) {

    String firstLine() {
      return text.lines().findFirst().orElse("");
    }

    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /** All documents, the README first. */
  static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CHANGELOG.md")));
    for (String folder : List.of("docs", "examples")) {
      try (Stream<Path> found = Files.walk(ROOT.resolve(folder))) {
        found
            .filter(path -> path.toString().endsWith(".md"))
            .map(ROOT::relativize)
            .sorted()
            .forEach(documents::add);
      }
    }
    return documents;
  }

  /** The blocks of all documents. */
  static List<Block> all() throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (Path document : documents()) {
      blocks.addAll(of(document, Files.readString(ROOT.resolve(document))));
    }
    return blocks;
  }

  /** The blocks of a text. */
  static List<Block> of(Path file, String text) {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = text.lines().toList();
    boolean inList = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int end = i;
      if (line.startsWith("```")) {
        end = i + 1;
        while (end < lines.size() && !lines.get(end).startsWith("```")) {
          end++;
        }
        blocks.add(block(file, i + 1, end, line.substring(3).strip(), lines, 0));
        i = end;
      } else if (line.startsWith("    ") && !inList && (i == 0 || lines.get(i - 1).isBlank())) {
        while (end < lines.size() && (lines.get(end).startsWith("    ") || continues(lines, end))) {
          end++;
        }
        blocks.add(block(file, i, end, "", lines, 4));
        i = end - 1;
      } else if (ITEM.matcher(line).matches()) {
        inList = true;
      } else if (!line.isBlank() && !line.startsWith(" ")) {
        inList = false;
      }
    }
    return blocks;
  }

  /** A blank line inside a block. */
  private static boolean continues(List<String> lines, int at) {
    return lines.get(at).isBlank()
        && at + 1 < lines.size()
        && (lines.get(at + 1).startsWith("    ") || continues(lines, at + 1));
  }

  private static Block block(
      Path file, int from, int to, String language, List<String> lines, int indent) {
    StringBuilder text = new StringBuilder();
    for (String line : lines.subList(from, to)) {
      text.append(line.substring(Math.min(indent, line.length()))).append('\n');
    }
    return new Block(file, from + 1, language, text.toString());
  }
}
