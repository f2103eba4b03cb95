package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.cli.TextTable.Style;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables and lines on wide and narrow terminals. */
class TextTableTest {

  private static TextTable table() {
    return new TextTable(2)
        .left("")
        .right("total")
        .styled("verdict", text -> text.equals("met") ? Style.GREEN : Style.RED)
        .left("beside")
        .row("this policy", "2.4103", "met", "")
        .row("on demand", "10.5", "not met", "a longer remark on it");
  }

  @Test
  void columnsStandUnderEachOtherWhereTheyFit() {
    assertThat(table().lines(60, false))
        .containsExactly(
            "                total  verdict  beside",
            "  this policy  2.4103  met",
            "  on demand      10.5  not met  a longer remark on it");
  }

  @Test
  void eachRowIsARecordWhereTheyDoNot() {
    assertThat(table().lines(30, false))
        .containsExactly(
            "  this policy",
            "    total: 2.4103",
            "    verdict: met",
            "  on demand",
            "    total: 10.5",
            "    verdict: not met",
            "    beside: a longer remark on",
            "      it");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 25, 40, 53, 54, 80})
  void noLineIsWiderThanTheTerminal(int width) {
    TextTable table = table().row("x".repeat(90), "1", "met", "y".repeat(50) + " z");
    assertThat(table.lines(width, false)).allMatch(line -> line.length() <= width);
  }

  @Test
  void colourChangesNothingButTheLook() {
    List<String> coloured = table().lines(60, true);
    assertThat(coloured.get(0)).contains("\u001b[1mtotal\u001b[0m");
    assertThat(coloured.get(1)).contains("\u001b[32mmet\u001b[0m");
    assertThat(coloured.get(2)).contains("\u001b[31mnot met\u001b[0m");
    assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[\\d+m", "")).toList())
        .isEqualTo(table().lines(60, false));
    assertThat(
            table().lines(30, true).stream()
                .map(line -> line.replaceAll("\u001b\\[\\d+m", ""))
                .toList())
        .isEqualTo(table().lines(30, false));
  }

  @Test
  void aTableWithoutHeadsHasNoLineForThem() {
    assertThat(new TextTable().left("").right("").row("a", "1").lines(20, false))
        .containsExactly("a  1");
  }

  @Test
  void aRowWithoutANameIsHeadedByItsColumn() {
    assertThat(new TextTable().left("pool", "zone").row("", "a".repeat(20)).lines(20, false))
        .containsExactly("pool", "  zone:", "    aaaaaaaaaaaaaaaa", "    aaaa");
  }

  @Test
  void aRowHasACellForEachColumn() {
    assertThatThrownBy(() -> new TextTable().left("a", "b").row("1"))
        .hasMessage("a row must have 2 cells but had 1");
  }

  @Test
  void wordsAreBrokenAtSpacesAndStandFurtherIn() {
    assertThat(Page.wrapped("  one two three four", 12))
        .containsExactly("  one two", "    three", "    four");
    assertThat(Page.wrapped("0123456789012345", 10)).containsExactly("0123456789", "  012345");
    assertThat(Page.wrapped("short", 10)).containsExactly("short");
  }

  @Test
  void aPageKeepsToItsTerminal() {
    Terminal narrow = new Terminal(20, 20, true);
    assertThat(
            new Page(narrow)
                .head("A head that is long")
                .gap()
                .line("%d words here and there", 7)
                .lines())
        .containsExactly(
            "\u001b[1mA head that is long\u001b[0m", "", "7 words here and", "  there");
  }

  @Test
  void numbersAreNeverMinusZeroAndUnknownOnesAreDashes() {
    assertThat(Numbers.fixed(-0.001, 2)).isEqualTo("0.00");
    assertThat(Numbers.fixed(-0.0, 0)).isEqualTo("0");
    assertThat(Numbers.fixed(-0.01, 2)).isEqualTo("-0.01");
    assertThat(Numbers.fixed(Double.NaN, 2)).isEqualTo("-");
    assertThat(Numbers.usd(1.23456)).isEqualTo("1.2346");
    assertThat(Numbers.significant(-0.0, 3)).isEqualTo("0");
    assertThat(Numbers.significant(1234.5, 3)).isEqualTo("1230");
    assertThat(Numbers.significant(Double.POSITIVE_INFINITY, 3)).isEqualTo("-");
  }
}
