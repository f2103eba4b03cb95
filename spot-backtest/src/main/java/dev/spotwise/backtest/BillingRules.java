package dev.spotwise.backtest;

/**
 * What is charged beside the price of the time that instances run.
 *
 * @param migrationHours hours of the pool being left that a voluntary migration costs, at its price
 *     then, &gt;= 0
 */
public record BillingRules(double migrationHours) {

  /** Checks the range. */
  public BillingRules {
    if (!(migrationHours >= 0) || Double.isInfinite(migrationHours)) {
      throw new IllegalArgumentException(
          "migrationHours must be finite and >= 0 but was " + migrationHours);
    }
  }

  /** The guide's rules: half an hour per migration. */
  public static BillingRules guide() {
    return new BillingRules(0.5);
  }
}
