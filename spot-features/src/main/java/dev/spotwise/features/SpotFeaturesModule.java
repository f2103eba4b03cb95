package dev.spotwise.features;

import com.google.inject.AbstractModule;

/** Wires this Maven module. Keys: {@link FeatureExtractor}, {@link StandardFeatures#all()}. */
public final class SpotFeaturesModule extends AbstractModule {

  @Override
  protected void configure() {
    bind(FeatureExtractor.class).toInstance(StandardFeatures.all());
  }
}
