package dev.spotwise.cli.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What a repository of Maven artifacts asks of every POM is there. */
class PublishingTest {

  private static final Path ROOT = RuntimeClassPath.ROOT;

  private static Element pom(String folder) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(ROOT.resolve(folder).resolve("pom.xml").toFile())
        .getDocumentElement();
  }

  /** The elements below an element, one name after another. */
  private static List<Element> all(Element from, String... path) {
    List<Element> found = List.of(from);
    for (String name : path) {
      List<Element> next = new ArrayList<>();
      for (Element element : found) {
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
          Node child = children.item(i);
          if (child instanceof Element inner && child.getNodeName().equals(name)) {
            next.add(inner);
          }
        }
      }
      found = next;
    }
    return found;
  }

  private static Optional<String> text(Element from, String... path) {
    return all(from, path).stream().findFirst().map(found -> found.getTextContent().strip());
  }

  @Test
  void everyModuleHasANameADescriptionAndAModuleName() throws Exception {
    List<String> modules =
        all(pom(""), "modules", "module").stream().map(Element::getTextContent).toList();
    assertThat(modules).containsAll(RuntimeClassPath.MODULES).contains("benchmarks");
    for (String module : modules) {
      Element pom = pom(module);
      assertThat(text(pom, "name")).as(module).get().asString().startsWith("Spotwise ");
      assertThat(text(pom, "description")).as(module).get().asString().endsWith(".");
      assertThat(text(pom, "properties", "module.name"))
          .contains("dev.spotwise." + module.replace("spot-", ""));
      assertThat(text(pom, "parent", "version")).isEqualTo(text(pom(""), "version"));
    }
  }

  @Test
  void theParentSaysLicenceAuthorsAndWhereTheSourcesLie() throws Exception {
    Element pom = pom("");
    assertThat(text(pom, "licenses", "license", "name")).contains("Apache-2.0");
    assertThat(text(pom, "licenses", "license", "url")).get().asString().startsWith("https://");
    assertThat(text(pom, "organization", "name")).contains("Spotwise");
    assertThat(text(pom, "developers", "developer", "name")).contains("The Spotwise authors");
    // Known when a version is released, and required by the release profile.
    assertThat(text(pom, "url")).contains("${publish.url}");
    for (String part : List.of("connection", "developerConnection")) {
      assertThat(text(pom, "scm", part)).contains("${publish.scm}");
    }
    assertThat(text(pom, "properties", "publish.url")).contains("");
    assertThat(all(pom, "profiles", "profile"))
        .filteredOn(profile -> text(profile, "id").equals(Optional.of("release")))
        .singleElement()
        .satisfies(
            release -> assertThat(release.getTextContent()).contains("publish.url", "publish.scm"));
  }

  @Test
  void guiceIsOptionalInEveryLibrary() throws Exception {
    for (String module : RuntimeClassPath.MODULES) {
      boolean program = module.equals("spot-cli");
      assertThat(all(pom(module), "dependencies", "dependency"))
          .filteredOn(dependency -> text(dependency, "artifactId").equals(Optional.of("guice")))
          .allSatisfy(
              guice ->
                  assertThat(text(guice, "optional").equals(Optional.of("true")))
                      .as(module)
                      .isEqualTo(!program));
    }
  }

  @Test
  void benchmarksAreNeverPublished() throws Exception {
    Element benchmarks = pom("benchmarks");
    for (String skip : List.of("deploy", "install", "javadoc", "source")) {
      assertThat(text(benchmarks, "properties", "maven." + skip + ".skip")).contains("true");
    }
  }

  @Test
  void everyLibraryHasAnOverviewThatSaysWhereToBegin() throws IOException {
    for (String module : RuntimeClassPath.MODULES) {
      Path overview = ROOT.resolve(module).resolve("src/main/javadoc/overview.html");
      assertThat(overview).as(module).exists();
      assertThat(Files.readString(overview)).contains("Start with {@link");
    }
  }

  @Test
  void theExamplesNameThisVersion() throws Exception {
    String version = text(pom(""), "version").orElseThrow();
    for (String example : List.of("examples/embedding", "examples/price-source")) {
      assertThat(text(pom(example), "properties", "spotwise.version"))
          .as(example)
          .contains(version);
    }
  }

  @Test
  void thirdPartyVersionsStandInOnePlace() throws Exception {
    TreeMap<String, String> versions = new TreeMap<>();
    for (String module : RuntimeClassPath.MODULES) {
      for (Element dependency : all(pom(module), "dependencies", "dependency")) {
        text(dependency, "version")
            .ifPresent(found -> versions.put(module + " " + dependency.getTextContent(), found));
      }
    }
    assertThat(versions).isEmpty();
  }

  @Test
  void theJarOfTheProgramBringsTheLicenceOfItsLesserLibrary() throws Exception {
    Path licences = ROOT.resolve("build/licenses");
    String pom = Files.readString(ROOT.resolve("spot-cli/pom.xml"));
    for (String file : List.of("LGPL-2.1.txt", "JFREECHART.txt")) {
      assertThat(pom).contains("/build/licenses/" + file, "META-INF/licenses/" + file);
    }
    assertThat(Files.readString(licences.resolve("LGPL-2.1.txt")))
        .contains("GNU LESSER GENERAL PUBLIC LICENSE", "Version 2.1");
    assertThat(Files.readString(licences.resolve("JFREECHART.txt"))).contains("LGPL-2.1.txt");
  }
}
