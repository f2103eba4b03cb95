package dev.spotwise.data.format;

import java.util.Locale;

/** The columns of the market files, under the one name that every format writes. */
enum Column {
  /** UTC. */
  TIMESTAMP(Kind.INSTANT),
  /** {@link dev.spotwise.data.CapacityPool#id()}. */
  POOL_ID(Kind.TEXT),
  /** EC2 instance type. */
  INSTANCE_TYPE(Kind.TEXT),
  /** Zone name or zone id, as we write it. */
  AZ(Kind.TEXT),
  /** Zone name or zone id, as other programs write it. */
  AVAILABILITY_ZONE(Kind.TEXT),
  /** Zone id, as AWS writes it beside the name; read where there is no name. */
  AVAILABILITY_ZONE_ID(Kind.TEXT),
  /** Product as AWS prints it; read, never written, as the pool id carries it. */
  PRODUCT_DESCRIPTION(Kind.TEXT),
  /** USD per instance-hour. */
  SPOT_PRICE(Kind.PRICE),
  /** USD per instance-hour. */
  ON_DEMAND_PRICE(Kind.PRICE),
  /** 100 x (1 - spot / on-demand), rounded to four decimals. */
  DISCOUNT_PERCENT(Kind.PERCENT),
  /** {@link dev.spotwise.data.Availability}. */
  AVAILABILITY(Kind.TEXT);

  /** What a column holds, from which each format takes its own type. */
  enum Kind {
    INSTANT,
    TEXT,
    PRICE,
    PERCENT
  }

  private final Kind kind;
  private final String label = name().toLowerCase(Locale.ROOT);

  Column(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** The name in headers and schemas. */
  String label() {
    return label;
  }
}
