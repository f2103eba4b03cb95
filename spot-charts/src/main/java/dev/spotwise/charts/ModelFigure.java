package dev.spotwise.charts;

import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Split;
import dev.spotwise.models.evaluation.PriceMetrics;
import dev.spotwise.models.evaluation.StabilityMetrics;
import java.awt.Color;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.data.category.DefaultCategoryDataset;

/** Figure 3: how well both models did, on training and test rows, beside their baselines. */
final class ModelFigure {

  private static final int MOST_LABELLED_BARS = 9;
  private static final List<String> METRICS =
      List.of(
          StabilityMetrics.AUC,
          StabilityMetrics.BRIER,
          PriceMetrics.MAE,
          PriceMetrics.RMSE,
          PriceMetrics.R2);
  private static final List<Color> BASELINE_COLORS =
      List.of(Theme.ORANGE, Theme.OTHER, Theme.GREEN);

  private final ModelCard price;
  private final ModelCard stability;
  private final boolean interruptionsKnown;

  private ModelFigure(ModelCard price, ModelCard stability, boolean interruptionsKnown) {
    this.price = price;
    this.stability = stability;
    this.interruptionsKnown = interruptionsKnown;
  }

  /** One kind of bar: whose score, on which rows. */
  private record Bar(String model, Split split, String name, Color color) {}

  static Figure of(ModelCard price, ModelCard stability, boolean interruptionsKnown) {
    ModelFigure figure = new ModelFigure(price, stability, interruptionsKnown);
    return new Figure(
        "3_model_performance.png",
        "Models: price by "
            + price.model()
            + (stability.scores().isEmpty()
                ? ", stability unknown"
                : ", stability by " + stability.model()),
        2,
        List.of(
            figure.error("MAE", PriceMetrics.MAE),
            figure.error("RMSE", PriceMetrics.RMSE),
            figure.explained(),
            figure.skill(),
            figure.auc(),
            figure.brier()));
  }

  private Panel error(String name, String metric) {
    return panel(
        price,
        metric,
        finding(price, metric, name, " USD/h"),
        name + " of the forecast price. Less is better.",
        Axes.number(name + ", USD per instance-hour"));
  }

  private Panel explained() {
    NumberAxis axis = Axes.number("R2");
    return panel(
        price,
        PriceMetrics.R2,
        finding(price, PriceMetrics.R2, "R2", ""),
        "Share of the variance over all pools that is explained. 1 is perfect, 0 the mean.",
        axis);
  }

  private Panel auc() {
    Panel panel =
        panel(
            stability,
            StabilityMetrics.AUC,
            finding(stability, StabilityMetrics.AUC, "AUC", ""),
            "Chance that an interrupted row got the higher risk. 0.5 is a coin toss.",
            Axes.number("AUC", 0, 1.09));
    if (panel.plot() instanceof CategoryPlot plot) {
      plot.addRangeMarker(new ValueMarker(0.5, Theme.VERMILLION, Theme.MARK));
    }
    return panel;
  }

  private Panel brier() {
    return panel(
        stability,
        StabilityMetrics.BRIER,
        finding(stability, StabilityMetrics.BRIER, "Brier score", ""),
        "Mean squared error of the forecast risk of interruption. Less is better.",
        Axes.number("Brier score"));
  }

  private Panel skill() {
    List<Bar> baselines = baselines(price);
    if (baselines.isEmpty()) {
      return Panel.message("Skill of the price forecast", "No baseline was scored");
    }
    String baseline = baselines.get(0).model();
    List<String> metrics = List.of(PriceMetrics.MAE, PriceMetrics.RMSE);
    List<Color> colors = List.of(Theme.BLUE, Theme.GREEN);
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    Legends legends = new Legends();
    boolean any = false;
    for (int i = 0; i < metrics.size(); i++) {
      String name = metrics.get(i).toUpperCase(Locale.ROOT);
      for (Duration horizon : price.horizons()) {
        Double skill = finite(skill(baseline, horizon, metrics.get(i)));
        any |= skill != null;
        data.addValue(skill, name, ahead(horizon));
      }
      legends.area(name, colors.get(i));
    }
    Duration first = price.horizons().get(0);
    String title =
        String.format(
            Locale.ROOT,
            "Skill against %s %s: MAE %s, RMSE %s",
            baseline,
            ahead(first),
            Numbers.percent(skill(baseline, first, PriceMetrics.MAE)),
            Numbers.percent(skill(baseline, first, PriceMetrics.RMSE)));
    if (!any) {
      return Panel.message(title, "An error of " + baseline + " is 0 or unknown");
    }
    NumberAxis axis = Axes.number("Skill against " + baseline + ", %");
    axis.setLowerMargin(0.1);
    return new Panel(
        title,
        "100 x (1 - error / error of " + baseline + ") on test rows. Below 0 it is worse.",
        plot(data, axis, colors, legends));
  }

  private double skill(String baseline, Duration horizon, String metric) {
    double own = value(price, price.model(), horizon, Split.TEST, metric);
    double other = value(price, baseline, horizon, Split.TEST, metric);
    double skill = 100 * (1 - own / other);
    return Double.isFinite(skill) ? skill : Double.NaN;
  }

  private Panel panel(
      ModelCard card, String metric, String title, String subtitle, NumberAxis axis) {
    List<Bar> bars = bars(card);
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    Legends legends = new Legends();
    boolean any = false;
    for (Bar bar : bars) {
      for (Duration horizon : card.horizons()) {
        double value = value(card, bar.model(), horizon, bar.split(), metric);
        any |= Double.isFinite(value);
        data.addValue(finite(value), bar.name(), ahead(horizon));
      }
      legends.area(bar.name(), bar.color());
    }
    if (!any) {
      return Panel.message(title, nothing(card));
    }
    return new Panel(
        title, subtitle, plot(data, axis, bars.stream().map(Bar::color).toList(), legends));
  }

  private static CategoryPlot plot(
      DefaultCategoryDataset data, NumberAxis axis, List<Color> colors, Legends legends) {
    BarRenderer renderer = new BarRenderer();
    if (data.getRowCount() * data.getColumnCount() <= MOST_LABELLED_BARS) {
      Plots.values(renderer, value -> Numbers.significant(value, 3));
      axis.setUpperMargin(0.14);
    }
    for (int row = 0; row < colors.size(); row++) {
      renderer.setSeriesPaint(row, colors.get(row));
    }
    return Plots.bars(data, axis, renderer, PlotOrientation.VERTICAL, legends);
  }

  private String nothing(ModelCard card) {
    return card.equals(stability) && !interruptionsKnown
        ? StabilityFigure.UNKNOWN
        : "The model card has no such score";
  }

  /** The model on training and on test rows, then three of its baselines on test rows. */
  private static List<Bar> bars(ModelCard card) {
    List<Bar> bars = new ArrayList<>();
    bars.add(new Bar(card.model(), Split.TRAIN, card.model() + ", training", Theme.SKY));
    bars.add(new Bar(card.model(), Split.TEST, card.model() + ", test", Theme.BLUE));
    bars.addAll(baselines(card));
    return bars;
  }

  /** The first baseline, then the strongest ones, by the metrics and horizons that are shown. */
  private static List<Bar> baselines(ModelCard card) {
    Set<String> names = new LinkedHashSet<>(Baselines.names(card).stream().limit(1).toList());
    for (String metric : METRICS) {
      for (Duration horizon : card.horizons()) {
        Baselines.strongest(card, horizon, metric).ifPresent(names::add);
      }
    }
    names.addAll(Baselines.names(card));
    List<Bar> bars = new ArrayList<>();
    for (String name : names.stream().limit(BASELINE_COLORS.size()).toList()) {
      Color color = BASELINE_COLORS.get(bars.size());
      bars.add(new Bar(name, Split.TEST, name + ", test", color));
    }
    return bars;
  }

  /** The score at the shortest horizon beside that of the strongest baseline, in words. */
  private static String finding(ModelCard card, String metric, String name, String unit) {
    Duration horizon = card.horizons().get(0);
    double own = value(card, card.model(), horizon, Split.TEST, metric);
    String text = name + " " + ahead(horizon) + ": " + Numbers.significant(own, 3);
    if (Double.isNaN(own)) {
      return text;
    }
    return Baselines.strongest(card, horizon, metric)
        .map(other -> other + " " + score(card, other, horizon, metric))
        .map(beside -> text + unit + " (" + beside + ")")
        .orElse(text + unit);
  }

  private static String score(ModelCard card, String model, Duration horizon, String metric) {
    return Numbers.significant(value(card, model, horizon, Split.TEST, metric), 3);
  }

  private static double value(
      ModelCard card, String model, Duration horizon, Split split, String metric) {
    return card.score(model, horizon, split).map(score -> score.metric(metric)).orElse(Double.NaN);
  }

  /** A value that a bar can have; none for NaN. */
  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static String ahead(Duration horizon) {
    return Numbers.span(horizon) + " ahead";
  }
}
