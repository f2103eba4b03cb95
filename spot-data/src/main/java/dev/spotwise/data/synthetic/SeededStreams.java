package dev.spotwise.data.synthetic;

import dev.spotwise.data.CapacityPool;
import java.nio.charset.StandardCharsets;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * One stream of random numbers per seed, pool and purpose, {@code mix(seed, pool, purpose)}, so
 * that what one pool does never depends on how many others there are.
 */
final class SeededStreams {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private SeededStreams() {}

  static UniformRandomProvider open(long seed, CapacityPool pool, String purpose) {
    return open(seed, pool.id(), purpose);
  }

  /** The stream of something that several pools share. */
  static UniformRandomProvider open(long seed, String name, String purpose) {
    long state = mix(seed ^ mix(hash(name) ^ mix(hash(purpose))));
    long[] words = new long[4];
    for (int i = 0; i < words.length; i++) {
      state += 0x9e3779b97f4a7c15L;
      words[i] = mix(state);
    }
    return RandomSource.XO_SHI_RO_256_PP.create(words);
  }

  /** FNV-1a over the UTF-8 bytes. */
  private static long hash(String text) {
    long hash = FNV_OFFSET;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195). */
  private static long mix(long z) {
    long mixed = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
