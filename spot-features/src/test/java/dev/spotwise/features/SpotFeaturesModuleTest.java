package dev.spotwise.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Binder;
import com.google.inject.Guice;
import com.google.inject.Injector;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpotFeaturesModuleTest {

  @Test
  void bindsTheExtractorToAllStandardFeatures() {
    Injector injector =
        Guice.createInjector(Binder::requireExplicitBindings, new SpotFeaturesModule());
    Duration step = Duration.ofMinutes(5);

    FeatureExtractor extractor = injector.getInstance(FeatureExtractor.class);

    assertThat(extractor.schema(step)).isEqualTo(StandardFeatures.all().schema(step));
    assertThat(injector.getInstance(FeatureExtractor.class)).isSameAs(extractor);
  }
}
