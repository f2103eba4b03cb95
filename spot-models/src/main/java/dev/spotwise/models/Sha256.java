package dev.spotwise.models;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 digests. */
final class Sha256 {

  /** Length of a digest in bytes. */
  static final int BYTES = 32;

  private static final int BUFFER = 1 << 16;

  private Sha256() {}

  static MessageDigest open() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The digest of all that is left of a stream. */
  static byte[] of(InputStream in) throws IOException {
    MessageDigest digest = open();
    byte[] buffer = new byte[BUFFER];
    for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
      digest.update(buffer, 0, size);
    }
    return digest.digest();
  }
}
