package dev.spotwise.data;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import jakarta.inject.Singleton;

/**
 * Wires this Maven module. Keys: {@link Sources}, a singleton, with the providers on the class
 * path.
 */
public final class SpotDataModule extends AbstractModule {

  @Provides
  @Singleton
  static Sources sources() {
    return Sources.load();
  }
}
