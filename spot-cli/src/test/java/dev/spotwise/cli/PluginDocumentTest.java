package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the document shows is what is built and run. */
class PluginDocumentTest {

  @Test
  void everyBlockStandsInAFileOfTheExample() throws IOException {
    List<String> files = new ArrayList<>();
    try (Stream<Path> found = Files.walk(PluginJar.EXAMPLE)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(PluginJar.EXAMPLE.resolve("target"))) {
          files.add(Files.readString(file));
        }
      }
    }
    int blocks = 0;
    for (String language : List.of("java", "xml", "yaml", "text")) {
      for (String block : PluginDocument.blocks(language)) {
        blocks++;
        boolean printed = block.startsWith("tsv:");
        assertThat(files)
            .as(block)
            .anyMatch(file -> printed || file.contains(block) || file.contains(block.indent(2)));
      }
    }
    assertThat(blocks).isEqualTo(10);
  }

  @Test
  void thePomNamesThisVersion() throws IOException {
    String parent = Files.readString(PluginJar.ROOT.resolve("pom.xml"));
    String version =
        parent.substring(parent.indexOf("<version>") + 9, parent.indexOf("</version>"));
    assertThat(Files.readString(PluginJar.EXAMPLE.resolve("pom.xml")))
        .contains("<spotwise.version>" + version + "</spotwise.version>");
  }
}
