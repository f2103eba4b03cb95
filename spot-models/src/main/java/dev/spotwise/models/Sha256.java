package dev.spotwise.models;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Opens SHA-256 digests. */
final class Sha256 {

  private Sha256() {}

  static MessageDigest open() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
