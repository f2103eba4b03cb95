package dev.spotwise.data.synthetic;

import java.util.List;

/**
 * The hidden pressure on the capacity of a pool: a regime (calm, tight, crunch), a level of its
 * own, a level of its instance family and one of its zone, four independent chains.
 *
 * <p>A joint state is one number, {@code regime + 3 x (level + levels x (family + families x
 * zone))}. The slow pressure is the weighted sum of the three levels, of mean 0 and variance 1.
 * Immutable and thread-safe.
 */
final class Pressure {

  static final int REGIME = 0;
  static final int LEVEL = 1;
  static final int FAMILY = 2;
  static final int ZONE = 3;
  static final int CALM = 0;
  static final int CRUNCH = 2;

  private static final int LEVEL_BALLS = 8;
  private static final int SHARED_BALLS = 4;

  private final List<BirthDeathChain> chains;
  private final int[] strides;
  private final int states;
  private final double[] weights;

  private Pressure(List<BirthDeathChain> chains, double[] weights) {
    this.chains = chains;
    this.weights = weights;
    this.strides = new int[chains.size()];
    int product = 1;
    for (int i = 0; i < strides.length; i++) {
      strides[i] = product;
      product *= chains.get(i).size();
    }
    this.states = product;
  }

  static Pressure of(CalibratedWorldSettings settings, double stepHours) {
    double family = settings.value(WorldSetting.FAMILY_WEIGHT);
    double zone = settings.value(WorldSetting.ZONE_WEIGHT);
    double own = StrictMath.sqrt(1 - family * family - zone * zone);
    double levelSteps = settings.value(WorldSetting.LEVEL_HOURS) / stepHours;
    return new Pressure(
        List.of(
            regimes(settings, stepHours),
            BirthDeathChain.ehrenfest(LEVEL_BALLS, levelSteps),
            shared(family, settings, stepHours),
            shared(zone, settings, stepHours)),
        new double[] {0, own, family, zone});
  }

  /** The chain that pools of one family, or of one zone, have in common. */
  static BirthDeathChain shared(double weight, CalibratedWorldSettings settings, double stepHours) {
    double steps = settings.value(WorldSetting.SHARED_HOURS) / stepHours;
    return weight == 0
        ? BirthDeathChain.constant()
        : BirthDeathChain.ehrenfest(SHARED_BALLS, steps);
  }

  private static BirthDeathChain regimes(CalibratedWorldSettings settings, double stepHours) {
    double leaveCalm = stepHours / settings.value(WorldSetting.CALM_HOURS);
    double leaveTight = stepHours / settings.value(WorldSetting.TIGHT_HOURS);
    double leaveCrunch = stepHours / settings.value(WorldSetting.CRUNCH_HOURS);
    double worse = settings.value(WorldSetting.CRUNCH_CHANCE);
    return new BirthDeathChain(
        new double[] {leaveCalm, leaveTight * worse, 0},
        new double[] {0, leaveTight * (1 - worse), leaveCrunch},
        new double[] {0, 0.5, 1});
  }

  /** Number of joint states. */
  int states() {
    return states;
  }

  /** Number of chains. */
  int chains() {
    return chains.size();
  }

  BirthDeathChain chain(int chain) {
    return chains.get(chain);
  }

  /** The joint state of one state per chain. */
  int join(int regime, int level, int family, int zone) {
    return regime * strides[REGIME]
        + level * strides[LEVEL]
        + family * strides[FAMILY]
        + zone * strides[ZONE];
  }

  /** The state of one chain in a joint state. */
  int part(int state, int chain) {
    return state / strides[chain] % chains.get(chain).size();
  }

  /** What one chain's state adds to the slow pressure. */
  double slow(int chain, int part) {
    return weights[chain] * chains.get(chain).value(part);
  }

  /** The slow pressure of a joint state. */
  double slow(int state) {
    double sum = 0;
    for (int chain = LEVEL; chain < chains.size(); chain++) {
      sum += slow(chain, part(state, chain));
    }
    return sum;
  }

  /** The stationary distribution of the joint state. */
  double[] stationary() {
    double[] joint = new double[states];
    for (int state = 0; state < states; state++) {
      joint[state] = 1;
      for (int chain = 0; chain < chains.size(); chain++) {
        joint[state] *= chains.get(chain).stationary()[part(state, chain)];
      }
    }
    return joint;
  }

  /** Moves a joint distribution one step on, in place. */
  void forward(double[] joint, double[] scratch) {
    for (int chain = 0; chain < chains.size(); chain++) {
      chains.get(chain).forward(joint, scratch, strides[chain]);
      System.arraycopy(scratch, 0, joint, 0, states);
    }
  }

  /** Replaces a function of the joint state by its expectation one step before. */
  void expect(double[] function, double[] scratch) {
    for (int chain = 0; chain < chains.size(); chain++) {
      chains.get(chain).expect(function, scratch, strides[chain]);
      System.arraycopy(scratch, 0, function, 0, states);
    }
  }
}
