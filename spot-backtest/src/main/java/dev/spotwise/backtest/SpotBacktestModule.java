package dev.spotwise.backtest;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PolicySettings;

/**
 * Wires this Maven module. Keys: {@code Map<String, DecisionPolicy>}, by id, with every policy of
 * {@link Policies#ids} at its default settings; other modules add theirs through a {@link
 * MapBinder}.
 */
public final class SpotBacktestModule extends AbstractModule {

  @Override
  protected void configure() {
    MapBinder<String, DecisionPolicy> policies =
        MapBinder.newMapBinder(binder(), String.class, DecisionPolicy.class);
    for (String id : Policies.ids()) {
      policies.addBinding(id).toInstance(Policies.byId(id, PolicySettings.defaults()));
    }
  }
}
