package dev.spotwise.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Binder;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Policies;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpotBacktestModuleTest {

  @Test
  void bindsThePoliciesByTheirIds() {
    Injector injector =
        Guice.createInjector(Binder::requireExplicitBindings, new SpotBacktestModule());

    Map<String, DecisionPolicy> policies =
        injector.getInstance(Key.get(new TypeLiteral<Map<String, DecisionPolicy>>() {}));

    assertThat(policies).containsOnlyKeys(Policies.ids().toArray(String[]::new));
    policies.forEach((id, policy) -> assertThat(policy.id()).isEqualTo(id));
  }
}
