package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceTypesTest {

  @ParameterizedTest
  @CsvSource({
    "t3.large, 2, 8",
    "m5.large, 2, 8",
    "c5.large, 2, 4",
    "m5.xlarge, 4, 16",
    "p3.2xlarge, 8, 61",
    "c5n.18xlarge, 72, 192",
    "r4.large, 2, 15.25",
    "m6g.metal, 64, 256",
    "x1e.32xlarge, 128, 3904",
    "g4dn.metal, 96, 384",
    "m1.small, 1, 1.7",
    "t2.nano, 1, 0.5",
    "i3.metal, 72, 512"
  })
  void knownTypesHaveTheSizesThatAwsLists(String name, int vcpus, double gib) {
    assertThat(InstanceTypes.catalogue().find(name)).contains(new InstanceType(name, vcpus, gib));
  }

  @Test
  void anUnknownTypeIsNotFoundUntilItIsAdded() {
    InstanceType own = new InstanceType("z9.huge", 512, 4096);
    InstanceTypes catalogue = InstanceTypes.catalogue();
    assertThat(catalogue.find("z9.huge")).isEmpty();
    assertThat(catalogue.with(own).find("z9.huge")).contains(own);
    assertThat(catalogue.find("z9.huge")).isEmpty();
    InstanceType odd = new InstanceType("m5.large", 1, 1);
    assertThat(catalogue.with(odd).find("m5.large")).contains(odd);
  }

  @Test
  void sizesOfAFamilyGrowTogether() {
    Map<String, InstanceType> types = InstanceTypes.catalogue().byName();
    assertThat(types).hasSizeGreaterThan(500);
    types.forEach((name, type) -> assertThat(type.name()).isEqualTo(name));
    assertThat(types.values())
        .allMatch(type -> type.memoryGib() / type.vcpuCount() >= 0.25)
        .allMatch(type -> type.memoryGib() / type.vcpuCount() <= 32);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void memoryMustBePositive(double gib) {
    assertThatThrownBy(() -> new InstanceType("x", 1, gib))
        .hasMessageContaining("memoryGib must be finite and > 0");
  }

  @Test
  void vcpusMustBePositive() {
    assertThatThrownBy(() -> new InstanceType("x", 0, 1)).hasMessageContaining("vcpuCount");
  }

  @Test
  void onDemandPricesAreFoundByTypeAndMerged() {
    OnDemandPrices prices = OnDemandPrices.ofUsd(Map.of("a", 0.5, "b", 1.0));
    OnDemandPrices merged = prices.with(OnDemandPrices.ofUsd(Map.of("b", 2.0)));
    assertThat(merged.microUsd("a")).isEqualTo(500_000);
    assertThat(merged.microUsd("b")).isEqualTo(2_000_000);
    assertThat(merged.microUsd("c")).isEqualTo(MicroUsd.UNKNOWN);
    assertThat(prices.microUsd("b")).isEqualTo(1_000_000);
    assertThatThrownBy(() -> new OnDemandPrices(new TreeMap<>(Map.of("a", 0L))))
        .hasMessageContaining("on-demand price of a");
    assertThatThrownBy(() -> new OnDemandPrices(new TreeMap<>(Map.of("a", MicroUsd.MAX + 1))))
        .hasMessageContaining("on-demand price of a");
  }
}
