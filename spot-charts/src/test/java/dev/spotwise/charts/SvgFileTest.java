package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SvgFileTest {

  private static final List<Figure> WHOLE = Figures.figures(Markets.usual(), Runs.whole());

  @Test
  void isValidXmlThatSaysWhatItShows() {
    for (Figure figure : WHOLE) {
      Element root = SvgTexts.parse(SvgFile.text(figure)).getDocumentElement();

      assertThat(root.getElementsByTagName("title").item(0).getTextContent())
          .isEqualTo(figure.headline());
      assertThat(root.getElementsByTagName("desc").item(0).getTextContent())
          .isEqualTo(figure.description());
      assertThat(root.getAttribute("width")).isEqualTo(Integer.toString(figure.width()));
      assertThat(root.getAttribute("aria-labelledby")).contains("title").contains("desc");
    }
  }

  @Test
  void textStaysTextInAFontThatEveryMachineHas() {
    for (Figure figure : WHOLE) {
      String svg = SvgFile.text(figure);

      assertThat(SvgTexts.of(svg).stream().map(SvgTexts.Text::text))
          .contains(figure.headline())
          .anyMatch(text -> figure.panels().get(0).title().startsWith(text));
      assertThat(svg).contains("sans-serif\"").doesNotContain("Dialog");
    }
  }

  @Test
  void needsNothingFromElsewhere() {
    for (Figure figure : WHOLE) {
      String svg = SvgFile.text(figure);

      assertThat(svg).doesNotContain("<!DOCTYPE").doesNotContain("<image").doesNotContain("href");
      assertThat(svg.replace("xmlns=\"http://www.w3.org/2000/svg\"", "")).doesNotContain("http");
    }
  }

  @Test
  void idsAreUniqueOverAllFigures() {
    long clips = 0;
    List<String> ids =
        WHOLE.stream()
            .flatMap(
                figure ->
                    java.util.regex.Pattern.compile(" id=\"([^\"]*)\"")
                        .matcher(SvgFile.text(figure))
                        .results()
                        .map(found -> found.group(1)))
            .filter(id -> !id.equals("genericDefs"))
            .toList();
    clips += ids.stream().filter(id -> id.contains("clipPath")).count();

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(clips).isPositive();
  }

  @Test
  void everyLabelLiesInsideThePicture() {
    for (Figure figure : WHOLE) {
      assertLabelsFit(figure);
    }
  }

  @Test
  void nothingIsCutShortInAnOrdinaryRun() {
    for (Figure figure : WHOLE) {
      assertThat(SvgTexts.of(SvgFile.text(figure)).stream().map(SvgTexts.Text::text))
          .as(figure.name())
          .noneMatch(text -> text.endsWith("..."));
    }
  }

  @Test
  void textIsLegibleAtHalfTheSizeOfThePng() {
    for (Figure figure : WHOLE) {
      assertThat(SvgTexts.of(SvgFile.text(figure)))
          .isNotEmpty()
          .allSatisfy(text -> assertThat(text.size()).isGreaterThanOrEqualTo(11));
    }
  }

  @Test
  void markupInNamesIsEscapedAndControlCharactersAreReplaced() {
    Figure figure =
        new Figure(
            "1_x.png",
            "<script>alert('&\"')</script>\u0007",
            1,
            List.of(Panel.message("<b>", "nothing ]]> here")));
    String svg = SvgFile.text(figure);
    Document document = SvgTexts.parse(svg);

    assertThat(svg).doesNotContain("<script").doesNotContain("<b>");
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("<script>alert('&\"')</script>\uFFFD");
  }

  /** All text within the frame of the picture, and no text wider than its panel. */
  static void assertLabelsFit(Figure figure) {
    Rectangle2D picture = new Rectangle2D.Double(0, 0, figure.width(), figure.height());
    for (SvgTexts.Text text : SvgTexts.of(SvgFile.text(figure))) {
      if (text.text().isBlank()) {
        continue;
      }
      assertThat(picture.contains(text.area()))
          .as("%s: '%s' at %s", figure.name(), text.text(), text.area())
          .isTrue();
      if (!text.text().equals(figure.headline())
          && !figure.headline().startsWith(text.text().replace("...", ""))) {
        assertThat(inPanel(figure, text.area()))
            .as("%s: '%s' within a panel, at %s", figure.name(), text.text(), text.area())
            .isTrue();
      }
    }
  }

  private static boolean inPanel(Figure figure, Rectangle2D area) {
    for (int panel = 0; panel < figure.panels().size(); panel++) {
      if (figure.area(panel).contains(area)) {
        return true;
      }
    }
    return false;
  }
}
