package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotwise.cli.DocumentBlocks.Block;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** Whatever a document shows is run, read or found in what is compiled. */
class DocumentationTest {

  /** Programs besides spot whose lines may stand in a document; they are not run. */
  private static final Set<String> PROGRAMS =
      Set.of(
          "apt-get",
          "aws",
          "benchmarks/peers/run.sh",
          "diff",
          "export",
          "java",
          "jq",
          "man",
          "mvn",
          "tr",
          "/usr/bin/time");

  /** What is neither command nor code: its first line, and what it is. */
  private static final Map<String, String> SHOWN =
      Map.ofEntries(
          Map.entry("spot-data <- spot-features", "the modules"),
          Map.entry("instance-hours = sum", "a formula"),
          Map.entry("rows = changes + heartbeats", "a formula"),
          Map.entry("S0(h) = ", "a formula"),
          Map.entry("fold 1   train", "a picture of folds"),
          Map.entry("price      loss = ", "a formula"),
          Map.entry("cost of a pool = ", "a formula"),
          Map.entry("x = sqrt(1 - f^2 - z^2)", "a formula"),
          Map.entry("#spot prices", "a file of the plug-in: PluginDocumentTest"),
          Map.entry("com.example.spot.TsvPrices", "a file of the plug-in: PluginDocumentTest"),
          Map.entry("tsv:          prices", "what PluginTest sees printed"),
          Map.entry("Move: ", "what ConsumerTest sees printed"));

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADER = Pattern.compile("[a-z_]+(,[a-z_]+)+");

  private static boolean isShell(Block block) {
    String first = ShellLine.parse(block.firstLine().replaceFirst("^\\$ ", "")).get(0).program();
    return first.equals("spot") || first.equals("./spot") || PROGRAMS.contains(first);
  }

  private static boolean isCsv(Block block) {
    return block.language().isEmpty() && HEADER.matcher(block.firstLine()).matches();
  }

  private static boolean isShown(Block block) {
    return SHOWN.keySet().stream().anyMatch(block.firstLine()::startsWith);
  }

  private static List<Block> fenced(String language) throws IOException {
    return DocumentBlocks.all().stream().filter(b -> b.language().equals(language)).toList();
  }

  @Test
  void everyBlockIsOfAKindThatIsTested() throws IOException {
    assertThat(DocumentBlocks.all())
        .hasSizeGreaterThan(60)
        .allSatisfy(
            block -> {
              boolean known =
                  switch (block.language()) {
                    case "java", "yaml", "xml", "json" -> true;
                    case "", "text" -> isShell(block) || isCsv(block) || isShown(block);
                    default -> false;
                  };
              assertThat(known)
                  .as("%s (%s) must be tested: %s", block, block.language(), block.firstLine())
                  .isTrue();
            });
    assertThat(SHOWN.keySet())
        .allSatisfy(
            first ->
                assertThat(DocumentBlocks.all())
                    .anyMatch(block -> block.firstLine().startsWith(first)));
  }

  @Test
  void everyCommandOfAnotherProgramIsOfOneThatIsKnown() throws IOException {
    for (DocumentCommands.Command command : DocumentCommands.all()) {
      assertThat(command.shell().isSpot() || PROGRAMS.contains(command.shell().program()))
          .as("%s: %s", command.block(), command.shell().words())
          .isTrue();
      for (String word : command.shell().words()) {
        if (word.startsWith("dev.spotwise.benchmarks.")) {
          assertThat(
                  DocumentBlocks.ROOT.resolve(
                      "benchmarks/src/main/java/" + word.replace('.', '/') + ".java"))
              .exists();
        }
      }
    }
  }

  /** A block may stand in a class, and so be further to the right there. */
  @Test
  void everyJavaBlockStandsInSourceThatIsCompiled() throws IOException {
    List<String> sources = new ArrayList<>();
    for (String folder : List.of("spot-cli/src/test/java", "examples")) {
      try (Stream<Path> found = Files.walk(DocumentBlocks.ROOT.resolve(folder))) {
        for (Path file : found.filter(path -> path.toString().endsWith(".java")).toList()) {
          sources.add(Files.readString(file));
        }
      }
    }
    for (Block block : fenced("java")) {
      assertThat(sources)
          .as("%s\n%s", block, block.text())
          .anyMatch(
              source ->
                  source.contains(block.text())
                      || source.contains(indented(block.text(), 2))
                      || source.contains(indented(block.text(), 4)));
    }
  }

  private static String indented(String text, int by) {
    return text.indent(by).replaceAll("(?m)^ +$", "");
  }

  @Test
  void everyOverviewShowsCodeThatIsCompiled() throws IOException {
    String compiled =
        Files.readString(
                DocumentBlocks.ROOT.resolve(
                    "examples/embedding/src/main/java/com/example/service/WhereToRun.java"))
            + Files.readString(
                DocumentBlocks.ROOT.resolve(
                    "spot-cli/src/test/java/dev/spotwise/cli/documented/FeatureRows.java"));
    int blocks = 0;
    for (String module : List.of("data", "features", "models", "backtest")) {
      String overview =
          Files.readString(
              DocumentBlocks.ROOT.resolve("spot-" + module + "/src/main/javadoc/overview.html"));
      Matcher code = Pattern.compile("(?s)<pre>\\{@code\n(.*?)}</pre>").matcher(overview);
      while (code.find()) {
        blocks++;
        assertThat(compiled).contains(code.group(1).indent(4));
      }
    }
    assertThat(blocks).isEqualTo(4);
  }

  @Test
  void everyTableOfValuesHasAsManyFieldsAsItsHeader() throws IOException {
    List<Block> tables = DocumentBlocks.all().stream().filter(DocumentationTest::isCsv).toList();
    assertThat(tables).hasSizeGreaterThan(1);
    for (Block table : tables) {
      int fields = table.firstLine().split(",", -1).length;
      assertThat(table.text().lines())
          .as(table.toString())
          .allMatch(line -> line.split(",", -1).length == fields);
    }
  }

  @Test
  void everyJsonAndXmlBlockCanBeRead() throws Exception {
    for (Block block : fenced("json")) {
      assertThat(new ObjectMapper().readTree(block.text())).as(block.toString()).isNotNull();
    }
    List<Block> xml = fenced("xml");
    assertThat(xml).isNotEmpty();
    for (Block block : xml) {
      assertThat(
              DocumentBuilderFactory.newInstance()
                  .newDocumentBuilder()
                  .parse(
                      new ByteArrayInputStream(
                          block.text().strip().getBytes(StandardCharsets.UTF_8)))
                  .getDocumentElement())
          .as(block.toString())
          .isNotNull();
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    for (Path document : DocumentBlocks.documents()) {
      Path file = DocumentBlocks.ROOT.resolve(document);
      Matcher link = LINK.matcher(Files.readString(file));
      while (link.find()) {
        String to = link.group(1);
        if (to.matches("https?:.*")) {
          continue;
        }
        String[] parts = to.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
        assertThat(target).as("%s: %s", document, to).exists();
        if (parts.length == 2) {
          assertThat(headings(target)).as("%s: %s", document, to).contains(parts[1]);
        }
      }
    }
  }

  /** Headings as links name them. */
  private static Set<String> headings(Path file) throws IOException {
    Set<String> headings = new TreeSet<>();
    for (String line : Files.readString(file).lines().toList()) {
      if (line.matches("#+ .*")) {
        headings.add(
            line.replaceFirst("#+ ", "")
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .strip()
                .replace(' ', '-'));
      }
    }
    return headings;
  }
}
