package dev.spotwise.charts;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.SimpleDateFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.DateTick;
import org.jfree.chart.axis.DateTickUnit;
import org.jfree.chart.axis.DateTickUnitType;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** Axes in the one theme, alike in every locale and zone. */
final class Axes {

  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

  private Axes() {}

  /** An axis of numbers over whatever the data are. */
  static NumberAxis number(String label) {
    NumberAxis axis = styled(new NumberAxis(label));
    axis.setStandardTickUnits(decimalUnits(-9));
    axis.setAutoRangeIncludesZero(true);
    axis.setUpperMargin(0.08);
    axis.setTickLabelInsets(new RectangleInsets(4, 4, 4, 3));
    return axis;
  }

  /** The same with some room at both ends, for marks that lie on them. */
  static DateAxis roomyTime(Instant from, Instant to) {
    Duration room = Duration.between(from, to).dividedBy(160);
    return time(from.minus(room), to.plus(room));
  }

  /** An axis of numbers over a fixed range. */
  static NumberAxis number(String label, double from, double to) {
    NumberAxis axis = number(label);
    axis.setRange(from, to);
    return axis;
  }

  /** An axis of counts: no fractions, and never without extent. */
  static NumberAxis counts(String label, double most) {
    NumberAxis axis = number(label, 0, Math.max(1, most) * 1.12);
    axis.setStandardTickUnits(decimalUnits(0));
    return axis;
  }

  /** A time axis in UTC from one instant to another. */
  static DateAxis time(Instant from, Instant to) {
    DateAxis axis = styled(new WholeLabels("Time (UTC)"));
    axis.setStandardTickUnits(dateUnits());
    axis.setRange(Date.from(from), Date.from(to.isAfter(from) ? to : from.plusSeconds(1)));
    return axis;
  }

  /** An axis of rows from the top down, each with a name; names that are too wide are cut short. */
  static SymbolAxis rows(List<String> names, double width) {
    SymbolAxis axis =
        styled(
            new SymbolAxis(
                null,
                names.stream()
                    .map(name -> Fonts.fitting(name, Theme.TICK, width))
                    .toArray(String[]::new)));
    axis.setGridBandsVisible(false);
    axis.setTickMarksVisible(false);
    axis.setInverted(true);
    axis.setRange(-0.6, names.size() - 0.4);
    return axis;
  }

  /** An axis of steps, each with a label. */
  static SymbolAxis steps(String label, List<String> names) {
    SymbolAxis axis = styled(new SymbolAxis(label, names.toArray(String[]::new)));
    axis.setGridBandsVisible(false);
    axis.setTickMarksVisible(false);
    axis.setRange(-0.5, names.size() - 0.5);
    return axis;
  }

  /** An axis of names; those beside lying bars take up to a third of the width. */
  static CategoryAxis names(PlotOrientation orientation) {
    CategoryAxis axis = styled(new CategoryAxis(null));
    axis.setMaximumCategoryLabelLines(2);
    axis.setMaximumCategoryLabelWidthRatio(orientation.isHorizontal() ? 0.36f : 0.9f);
    axis.setLowerMargin(0.04);
    axis.setUpperMargin(0.04);
    axis.setCategoryMargin(0.25);
    axis.setTickMarksVisible(false);
    return axis;
  }

  /** A time axis that leaves out a label that would not be whole at the right edge. */
  private static final class WholeLabels extends DateAxis {

    private static final long serialVersionUID = 1;
    private static final double BEYOND = 18; // what lies right of a plot in every panel

    WholeLabels(String label) {
      super(label, UTC, Locale.ROOT);
    }

    @Override
    public List<?> refreshTicks(
        Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
      List<Object> ticks = new ArrayList<>();
      for (Object each : super.refreshTicks(graphics, state, area, edge)) {
        DateTick tick = (DateTick) each;
        double end =
            dateToJava2D(tick.getDate(), area, edge)
                + Fonts.metrics(getTickLabelFont()).stringWidth(tick.getText()) / 2.0;
        boolean whole = end <= area.getMaxX() + BEYOND;
        ticks.add(whole ? tick : unlabelled(tick));
      }
      return ticks;
    }

    private static DateTick unlabelled(DateTick tick) {
      return new DateTick(
          tick.getTickType(),
          tick.getDate(),
          "",
          tick.getTextAnchor(),
          tick.getRotationAnchor(),
          tick.getAngle());
    }
  }

  private static <A extends Axis> A styled(A axis) {
    axis.setLabelFont(Theme.LABEL);
    axis.setLabelPaint(Theme.MUTED);
    axis.setTickLabelFont(Theme.TICK);
    axis.setTickLabelPaint(Theme.INK);
    axis.setAxisLinePaint(Theme.RULE);
    axis.setAxisLineStroke(new BasicStroke(0.75f));
    axis.setTickMarkPaint(Theme.RULE);
    axis.setLabelInsets(new RectangleInsets(3, 3, 3, 3));
    return axis;
  }

  private static TickUnits decimalUnits(int smallestExponent) {
    TickUnits units = new TickUnits();
    for (int exponent = smallestExponent; exponent <= 9; exponent++) {
      for (int digit : new int[] {1, 2, 5}) {
        double size = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent).doubleValue();
        String pattern = exponent < 0 ? "0." + "0".repeat(-exponent) : "#,##0";
        DecimalFormat format =
            new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        units.add(new NumberTickUnit(size, format));
      }
    }
    return units;
  }

  private static TickUnits dateUnits() {
    TickUnits units = new TickUnits();
    for (int minutes : List.of(1, 5, 15, 30)) {
      units.add(new DateTickUnit(DateTickUnitType.MINUTE, minutes, format("HH:mm")));
    }
    for (int hours : List.of(1, 3, 6, 12)) {
      units.add(new DateTickUnit(DateTickUnitType.HOUR, hours, format("MM-dd HH:mm")));
    }
    for (int days : List.of(1, 2, 7, 14)) {
      units.add(new DateTickUnit(DateTickUnitType.DAY, days, format("MM-dd")));
    }
    for (int months : List.of(1, 2, 3, 6)) {
      units.add(new DateTickUnit(DateTickUnitType.MONTH, months, format("yyyy-MM")));
    }
    for (int years : List.of(1, 2, 5, 10)) {
      units.add(new DateTickUnit(DateTickUnitType.YEAR, years, format("yyyy")));
    }
    return units;
  }

  private static SimpleDateFormat format(String pattern) {
    SimpleDateFormat format = new SimpleDateFormat(pattern, Locale.ROOT);
    format.setTimeZone(UTC);
    return format;
  }
}
