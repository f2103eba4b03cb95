package dev.spotwise.models.baseline;

import dev.spotwise.models.ModelCard;
import java.util.List;
import java.util.TreeMap;

/** Cards of models that stand beside, or in for, a trained one. */
final class BaselineCards {

  private BaselineCards() {}

  static ModelCard of(String id, ModelCard like) {
    return new ModelCard(
        id,
        like.libraryVersion(),
        like.schema(),
        like.horizons(),
        like.trainedOn(),
        like.seed(),
        like.dataDigest(),
        new TreeMap<>(),
        List.of());
  }
}
