package io.callvault.desktop.calltest.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.wire.Json;
import io.callvault.model.wire.WireException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final Reports.Beside OPEN = Reports.Beside.NOTHING.unmasked(true);

    @Test
    void addressesAndNamesAreTakenOutUnlessAskedFor() {
        ReportDocument masked = Reports.document(SampleRuns.bad(), Reports.Beside.NOTHING);
        for (String text : List.of(Reports.json(masked), Reports.html(masked))) {
            assertThat(text)
                    .doesNotContain(
                            "203.0.113", "198.51.100", "192.168.1", "2001:db8", "10.1.2.3", "AirPods", "FaceTime")
                    .contains("public IPv4 #1", "private IPv4 #1", "microphone #1");
        }
        String open = Reports.json(Reports.document(SampleRuns.bad(), OPEN));
        assertThat(open).contains("203.0.113.99:50002", "2001:db8::17", "AirPods");
    }

    @Test
    void theSameAddressHasTheSameNumberAndTimesAreNoAddresses() {
        Masking mask = new Masking(false);
        assertThat(mask.text("from 10.0.0.1 to 10.0.0.2 and 10.0.0.1:3478"))
                .isEqualTo("from private IPv4 #1 to private IPv4 #2 and private IPv4 #1:3478");
        assertThat(mask.text("[2001:db8::1]:49200 and fe80::1%eth0"))
                .doesNotContain("2001", "fe80")
                .contains("49200");
        assertThat(mask.text("at 12:34:56 it was 2.4 of 4.4, version 1.2.3"))
                .isEqualTo("at 12:34:56 it was 2.4 of 4.4, version 1.2.3");
        assertThat(mask.text("3f2a.local and /home/mia/x")).doesNotContain("3f2a", "mia");
    }

    @Test
    void whatOthersNamedCannotBecomeMarkup() {
        String page = Reports.html(Reports.document(SampleRuns.bad(), OPEN));
        assertThat(page).contains("Mia&#39;s &lt;b&gt;AirPods&lt;/b&gt;").doesNotContain("<b>AirPods");
    }

    @Test
    void thePageFetchesNothingAndRunsNothing() {
        String page = Reports.html(Reports.document(SampleRuns.good(), Reports.Beside.NOTHING));
        assertThat(page)
                .contains("default-src 'none'")
                .doesNotContain("<script", "src=", "href=", "url(", "@import", "http://", "https://cdn");
        assertThat(page.split("<svg", -1)).hasSizeGreaterThan(6);
    }

    @Test
    void theJsonIsReadBackAsItWasWritten() throws WireException {
        ReportDocument written = Reports.document(SampleRuns.good(), Reports.Beside.NOTHING);
        String json = Reports.json(written);
        assertThat(Json.read(json, ReportDocument.class)).isEqualTo(written);
        assertThat(json)
                .contains("\"schema\":\"callvault.calltest/1\"", "\"call_id_hash\"", "\"failing_stage\"", "\"p95\"");
    }

    @Test
    void aBrokenTestAndABadNetworkAreToldApartInTheReport() {
        ReportDocument report = Reports.document(SampleRuns.bad(), Reports.Beside.NOTHING);
        assertThat(report.verdict().mark()).isEqualTo("fail");
        assertThat(report.verdict().broken()).containsExactly("Camera");
        assertThat(report.steps())
                .filteredOn(step -> step.id().equals("camera"))
                .singleElement()
                .satisfies(step -> assertThat(step.cause()).contains("exit code 134"));
    }

    @Test
    void whatBecameWorseSinceTheLastGoodRunIsNamed() {
        ReportDocument before = Reports.document(SampleRuns.good(), Reports.Beside.NOTHING);
        ReportDocument now = Reports.document(SampleRuns.bad(), Reports.Beside.NOTHING);
        assertThat(Comparison.of(before, now))
                .extracting(ReportDocument.ChangePart::id)
                .contains("microphone", "turn-udp", "camera", "call-loss")
                .doesNotContain("server");
        assertThat(Comparison.of(before, now)).noneMatch(ReportDocument.ChangePart::better);
        assertThat(Comparison.of(before, before)).isEmpty();
        assertThat(Optional.of(now.changes())).contains(List.of());
    }
}
