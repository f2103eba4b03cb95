package dev.spotwise.decision;

/**
 * Least expected dollars to the end of a deadline job, by slack and work left: a Markov decision
 * process solved by backward induction (Bellman 1957; Puterman, "Markov Decision Processes", 2005,
 * chapter 4).
 *
 * <p>Slack {@code s} is the time left without the work left and what the running instance still
 * needs to start. Waiting moves {@code s} down, running moves the work {@code w} down, a launch
 * moves {@code s} down by the restart {@code d}. So the table does not depend on the deadline. A
 * state is (s, w), the age class of what is up or for how long nothing was, and whether the job
 * runs on spot, on demand or not at all. With {@code k} the on-demand price, {@code p} that of spot
 * and {@code C} the checkpoint interval, over a step of the grid:
 *
 * <pre>
 * spot:      p + next with the probability to last; after a loss, idle, C / 2 of work and slack lost
 * on demand: least of k + next, and launching on spot
 * idle:      least of waiting, launching on spot, and k d + on demand
 * </pre>
 *
 * <p>where spot is launched only with {@code s >= 2 d + C}, and below {@code d + C} everything runs
 * on demand. A state ages into the next class at {@code 1 / (1.5 width)} an hour: the geometric law
 * would leave its class too early.
 *
 * <p>Immutable; O(grid) doubles, solved in O(grid).
 */
final class DeadlineTable {

  private static final int WORK_CELLS = 240;
  private static final int MOST_SLACK_CELLS = 240;
  private static final double AGEING = 1.5;
  private static final int AGES = AgeClass.COUNT;

  private final Problem problem;
  private final double cell;
  private final int slackCells;
  private final double[][] spot = new double[AGES][];
  private final double[][] onDemand = new double[2 * AGES][];
  private final double[][] idle = new double[2 * AGES][];
  private final double[] launch = new double[AGES];

  /**
   * What is solved. Times in hours, prices USD per hour.
   *
   * @param work of the whole job
   * @param slack at its beginning
   * @param restart lost by every start
   * @param checkpoint work between checkpoints
   * @param onDemandUsd price on demand
   * @param spotUsd price on spot
   * @param rates how capacity comes and goes
   */
  record Problem(
      double work,
      double slack,
      double restart,
      double checkpoint,
      double onDemandUsd,
      double spotUsd,
      ComingAndGoing rates) {

    /** Slack below which nothing is started on spot. */
    double leastToLaunch() {
      return 2 * restart + checkpoint;
    }
  }

  /** Solves. */
  DeadlineTable(Problem problem) {
    this.problem = problem;
    this.cell = problem.work() / WORK_CELLS;
    this.slackCells = (int) Math.min(MOST_SLACK_CELLS, Math.ceil(problem.slack() / cell) + 1);
    int size = (slackCells + 1) * (WORK_CELLS + 1);
    for (int age = 0; age < AGES; age++) {
      spot[age] = new double[size];
    }
    for (int state = 0; state < 2 * AGES; state++) {
      onDemand[state] = new double[size];
      idle[state] = new double[size];
    }
    for (int i = 0; i <= slackCells; i++) {
      for (int j = 1; j <= WORK_CELLS; j++) {
        solve(i, j);
      }
    }
  }

  /** Slack below which nothing is started on spot, hours. */
  double leastToLaunch() {
    return problem.leastToLaunch();
  }

  private int at(int i, int j) {
    return i * (WORK_CELLS + 1) + j;
  }

  private void solve(int i, int j) {
    double slack = i * cell;
    double work = j * cell;
    for (int age = 0; age < AGES; age++) {
      spot[age][at(i, j)] = onSpot(i, j, age);
    }
    for (int age = 0; age < AGES; age++) {
      launch[age] =
          slack >= problem.leastToLaunch()
              ? problem.spotUsd() * problem.restart()
                  + between(spot[age], slack - problem.restart(), j)
              : Double.POSITIVE_INFINITY;
    }
    double last = problem.onDemandUsd() * (work + problem.restart());
    for (int state = 0; state < 2 * AGES; state++) {
      double starting = state < AGES ? launch[state] : Double.POSITIVE_INFINITY;
      double waiting =
          slack - cell >= problem.restart()
              ? ahead(idle, at(i - 1, j), state)
              : Double.POSITIVE_INFINITY;
      double better = Math.min(starting, waiting);
      onDemand[state][at(i, j)] =
          Math.min(problem.onDemandUsd() * cell + ahead(onDemand, at(i, j - 1), state), better);
      double going =
          slack >= problem.restart()
              ? problem.onDemandUsd() * problem.restart()
                  + between(onDemand[state], slack - problem.restart(), j)
              : last;
      idle[state][at(i, j)] = Math.min(going, better);
    }
  }

  private double onSpot(int i, int j, int age) {
    double slack = i * cell;
    if (slack < problem.restart() + problem.checkpoint()) {
      return problem.onDemandUsd() * (j * cell + problem.restart());
    }
    int lostCells = (int) Math.rint(problem.checkpoint() / 2 / cell);
    int to = at(Math.max(0, i - lostCells), Math.min(WORK_CELLS, j - 1 + lostCells));
    double loss = 0;
    for (int next = 0; next <= AGES; next++) {
      int state = next < AGES ? next : AGES;
      loss += problem.rates().next(next) * idle[state][to];
    }
    double ends = ends(problem.rates().lostPerHour(age));
    double older = older(age);
    double goes = (1 - older) * spot[age][at(i, j - 1)];
    goes += older > 0 ? older * spot[age + 1][at(i, j - 1)] : 0;
    return problem.spotUsd() * cell + ends * loss + (1 - ends) * goes;
  }

  private double ends(double perHour) {
    return -StrictMath.expm1(-perHour * cell);
  }

  private double older(int age) {
    return age + 1 < AGES ? Math.min(1, cell / (AGEING * AgeClass.widthHours(age))) : 0;
  }

  /** Expectation one step of the grid ahead; states are three ages up, then three of none up. */
  private double ahead(double[][] values, int at, int state) {
    boolean up = state < AGES;
    int age = up ? state : state - AGES;
    double ends =
        ends(up ? problem.rates().gonePerHour(age) : problem.rates().returnedPerHour(age));
    double older = older(age);
    double goes = (1 - older) * values[state][at];
    goes += older > 0 ? older * values[state + 1][at] : 0;
    return ends * values[up ? AGES : 0][at] + (1 - ends) * goes;
  }

  /** Between two rows of the grid. */
  private double between(double[] values, double slack, int j) {
    double place = Math.max(0, Math.min(slackCells, slack / cell));
    int row = Math.min(slackCells - 1, (int) place);
    double share = place - row;
    double low = values[at(row, j)];
    return share == 0 ? low : low + share * (values[at(row + 1, j)] - low);
  }

  private double value(double[] values, double slack, double work) {
    double place = Math.max(0, Math.min(WORK_CELLS, work / cell));
    int column = Math.min(WORK_CELLS - 1, (int) place);
    double share = place - column;
    double low = between(values, slack, column);
    return share == 0 ? low : low + share * (between(values, slack, column + 1) - low);
  }

  /** Launching on spot now, which is up for an age; infinite with too little slack. */
  double launching(double slack, double work, int age, double spotUsd) {
    if (slack < problem.leastToLaunch()) {
      return Double.POSITIVE_INFINITY;
    }
    return spotUsd * problem.restart() + value(spot[age], slack - problem.restart(), work);
  }

  /** Going on on spot. */
  double onSpot(double slack, double work, int age) {
    return value(spot[age], slack, work);
  }

  /** Going on on demand for a step of the grid. */
  double goingOnDemand(double slack, double work, int state) {
    return problem.onDemandUsd() * Math.min(cell, work)
        + expectation(onDemand, slack, work - cell, state);
  }

  /** Starting on demand now. */
  double startingOnDemand(double slack, double work, int state) {
    return problem.onDemandUsd() * problem.restart()
        + value(onDemand[state], slack - problem.restart(), work);
  }

  /** Waiting for a step of the grid. */
  double waiting(double slack, double work, int state) {
    double after = slack - cell;
    return after < problem.restart()
        ? problem.onDemandUsd() * (problem.restart() + work)
        : expectation(idle, after, work, state);
  }

  private double expectation(double[][] values, double slack, double work, int state) {
    boolean up = state < AGES;
    int age = up ? state : state - AGES;
    double ends =
        ends(up ? problem.rates().gonePerHour(age) : problem.rates().returnedPerHour(age));
    double older = older(age);
    double goes = (1 - older) * value(values[state], slack, work);
    goes += older > 0 ? older * value(values[state + 1], slack, work) : 0;
    return ends * value(values[up ? AGES : 0], slack, work) + (1 - ends) * goes;
  }
}
