package dev.spotwise.data.synthetic;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tables of one pool's law by horizon, each made when it is first asked for. Thread-safe. */
final class PoolOutlook {

  private final PoolModel model;
  private final Map<Integer, SurvivalTable> survival = new ConcurrentHashMap<>();
  private final Map<Integer, MeanPriceTable> prices = new ConcurrentHashMap<>();

  PoolOutlook(PoolModel model) {
    this.model = model;
  }

  PoolModel model() {
    return model;
  }

  SurvivalTable survival(int steps) {
    return survival.computeIfAbsent(steps, n -> new SurvivalTable(model.hazard(), n));
  }

  MeanPriceTable prices(int steps) {
    return prices.computeIfAbsent(steps, n -> new MeanPriceTable(model, n));
  }
}
