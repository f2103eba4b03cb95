package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityPoolTest {

  @Test
  void theIdNamesZoneAndTypeAndAnyOtherProduct() {
    CapacityPool linux = CapacityPool.of("us-east-1a", "m5.large");
    CapacityPool windows = new CapacityPool("use1-az1", "m5.large", "Windows");
    assertThat(linux.id()).isEqualTo("us-east-1a_m5.large").isEqualTo(linux.toString());
    assertThat(windows.id()).isEqualTo("use1-az1_m5.large_Windows");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "us-east-1a_m5.large",
        "us-east-1-bos-1a_t3.medium_Red Hat Enterprise Linux",
        "a_b_c_d"
      })
  void parsingAnIdGivesThePoolBack(String id) {
    assertThat(CapacityPool.parse(id).id()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1a, us-east-1",
    "us-east-1-bos-1a, us-east-1",
    "us-gov-west-1b, us-gov-west-1",
    "ap-southeast-2c, ap-southeast-2",
    "use1-az4, us-east-1",
    "usw2-lax1-az1, us-west-2",
    "usgw1-az2, us-gov-west-1",
    "apne3-az1, ap-northeast-3",
    "aps1-az1, ap-south-1",
    "euc1-az3, eu-central-1",
    "my-lab, my-lab",
    "use-az4, use-az4"
  })
  void theRegionIsThatOfTheZoneNameOrZoneId(String zone, String region) {
    assertThat(CapacityPool.of(zone, "m5.large").region()).isEqualTo(region);
  }

  @Test
  void theVpcProductIsTheOneWithout() {
    assertThat(new CapacityPool("a", "b", "Linux/UNIX (Amazon VPC)"))
        .isEqualTo(CapacityPool.of("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "m5.large",
        "_m5.large",
        "us-east-1a_",
        "us east_m5",
        "a,b_c",
        "a\"_c",
        "zoné_c",
        "a_b_",
        "a_b_ ",
        "a_b_x\u0007"
      })
  void whatIsNoIdIsRefused(String id) {
    assertThatThrownBy(() -> CapacityPool.parse(id)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void poolsSortByIdCharacterByCharacter() {
    List<String> sorted =
        List.of(
                "us-east-1b_c5.large",
                "us-east-1a_m5.large",
                "us-east-1a_c5.large_Windows",
                "us-east-1a_c5.large")
            .stream()
            .map(CapacityPool::parse)
            .sorted()
            .map(CapacityPool::id)
            .toList();
    assertThat(sorted)
        .containsExactly(
            "us-east-1a_c5.large",
            "us-east-1a_c5.large_Windows",
            "us-east-1a_m5.large",
            "us-east-1b_c5.large");
  }

  @Test
  void aQueryNamesProductsAsPoolsDo() {
    PriceQuery query =
        new PriceQuery(
            TimeWindow.parse("2024-01-01/2024-01-02"),
            Set.of(),
            Set.of(),
            Set.of("Windows (Amazon VPC)"));
    assertThat(query.products()).containsExactly("Windows");
    assertThat(query.accepts(new CapacityPool("us-east-1a", "m5.large", "Windows"))).isTrue();
  }
}
