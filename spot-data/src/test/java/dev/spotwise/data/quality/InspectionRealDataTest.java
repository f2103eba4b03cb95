package dev.spotwise.data.quality;

import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.format.OnDemandCsv;
import dev.spotwise.data.format.RealData;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@Tag("real-data")
@EnabledIf("dev.spotwise.data.format.RealData#isThere")
class InspectionRealDataTest {

  private static QualityReport prices(String file) {
    return Inspection.prices(
        Sources.load().openPrices(RealData.folder().resolve(file).toString(), SourceOptions.none()),
        InspectionSettings.withDefaults()
            .withOnDemand(OnDemandCsv.read(RealData.folder().resolve("ondemand/us-east-1.csv"))));
  }

  private static void show(QualityReport r) {
    r.figures()
        .forEach(f -> System.out.printf("%-28s %20s  %s%n", f.label(), f.value().text(), f.note()));
    r.notes().forEach(System.out::println);
    r.findings().forEach(System.out::println);
    System.out.println();
  }

  @Test
  void all() {
    show(prices("prices/us-east-1_2021-03_2021-05.csv.gz"));
    show(prices("prices/us-east-1_2016_auction.csv.gz"));
    show(prices("prices/aws-cli"));
    show(prices("traces/p3.2xlarge-2023/prices.csv"));
    show(
        Inspection.availability(
            Sources.load()
                .openAvailability(
                    "trace:" + RealData.folder().resolve("traces/p3.2xlarge-2023"),
                    SourceOptions.of(
                        Map.of(
                            "polarity",
                            "1-is-up",
                            "start",
                            "2023-02-15T22:05:00Z",
                            "instance-type",
                            "p3.2xlarge"))),
            InspectionSettings.withDefaults()));
  }
}
