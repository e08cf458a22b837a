package io.callvault.desktop.calltest.report;

import io.callvault.desktop.calltest.CallTrace;
import io.callvault.desktop.calltest.Figures;
import io.callvault.desktop.calltest.Step;
import io.callvault.desktop.calltest.report.ReportDocument.CallPart;
import io.callvault.desktop.calltest.report.ReportDocument.Pair;
import io.callvault.desktop.calltest.report.ReportDocument.RepeatLine;
import io.callvault.desktop.calltest.report.ReportDocument.StepPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The report as one page that fetches nothing: style and charts stand in it, and its own policy forbids scripts and connections.
 * One use.
 */
final class HtmlReport {
    private static final Map<String, String> VERDICTS = Map.of(
            "pass", "Calls work",
            "warn", "Calls work, with a reservation",
            "fail", "Calls do not work well",
            "broken", "The test itself broke");

    private static final Map<String, String> SIGNS =
            Map.of("pass", "✓", "warn", "!", "fail", "✕", "broken", "⚙", "skipped", "–");

    private final ReportDocument report;
    private final Html html = new Html();

    HtmlReport(ReportDocument report) {
        this.report = report;
    }

    String write() {
        html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .raw(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
                .text("Call test " + report.runId() + ": " + report.verdict().mark())
                .raw("</title><style>")
                .raw(style())
                .raw("</style></head><body><main>");
        head();
        cards();
        changes();
        steps();
        report.call().ifPresent(this::call);
        lists();
        foot();
        return html.raw("</main></body></html>\n").toString();
    }

    private void head() {
        var verdict = report.verdict();
        html.raw("<header class=\"verdict v-" + verdict.mark() + "\"><div class=\"sign\">" + sign(verdict.mark())
                + "</div><div>");
        html.tag("p", "over", "Call Vault call test")
                .tag("h1", "", VERDICTS.getOrDefault(verdict.mark(), verdict.mark()))
                .tag("p", "lead", verdict.sentence());
        if (!verdict.remedy().isEmpty()) {
            html.raw("<p class=\"remedy\">")
                    .tag("b", "", "What helps: ")
                    .text(verdict.remedy())
                    .raw("</p>");
        }
        if (!verdict.broken().isEmpty()) {
            html.raw("<p class=\"muted\">")
                    .text("Not judged, because the test itself broke there: " + String.join(", ", verdict.broken())
                            + ".")
                    .raw("</p>");
        }
        html.raw("</div></header><dl class=\"meta\">");
        meta("Run", report.runId());
        report.call().ifPresent(call -> meta("Call (both ends)", call.callIdHash()));
        meta("Began", report.startedAt().replace("T", " ").replaceAll("\\.\\d+Z", "Z"));
        meta("Took", Comparison.number(report.tookMs() / 1_000.0) + " s");
        meta("Server", report.server());
        if (!verdict.failingStage().isEmpty()) {
            meta("Failing stage", verdict.failingStage());
        }
        meta("Finding", verdict.code());
        html.raw("</dl>");
    }

    private void meta(String name, String value) {
        html.raw("<div>").tag("dt", "", name).tag("dd", "", value).raw("</div>");
    }

    /** The figures that are asked for first. */
    private void cards() {
        html.raw("<section class=\"cards\">");
        for (String id :
                List.of("call-mos", "call-round-trip", "call-loss", "call-jitter", "bandwidth-down", "bandwidth-up")) {
            report.steps().stream()
                    .filter(step -> step.id().equals(id))
                    .findFirst()
                    .ifPresent(this::card);
        }
        html.raw("</section>");
    }

    private void card(StepPart step) {
        boolean mega = step.unit().equals("kbit/s") && step.value().orElse(0.0) >= 10_000;
        String value = step.value()
                .map(number -> Comparison.number(mega ? Math.rint(number / 1_000) : number))
                .orElse("–");
        html.raw("<div class=\"card c-" + step.mark() + "\">")
                .tag("p", "muted", step.title())
                .raw("<p class=\"figure\">")
                .text(value)
                .raw(" <small>")
                .text(mega ? "Mbit/s" : step.unit())
                .raw("</small></p>")
                .tag("p", "muted small", step.threshold().isEmpty() ? step.mark() : threshold(step))
                .raw("</div>");
    }

    private static String threshold(StepPart step) {
        return step.threshold() + (step.threshold().matches(".*\\d") ? " " + step.unit() : "");
    }

    private void changes() {
        if (report.changes().isEmpty()) {
            return;
        }
        html.tag("h2", "", "Since the last good run").raw("<table><tbody>");
        report.changes()
                .forEach(one -> html.raw("<tr><td>" + (one.better() ? "▲" : "▼") + "</td>")
                        .tag("td", "", one.title())
                        .tag("td", "muted", one.before())
                        .raw("<td>→</td>")
                        .tag("td", one.better() ? "t-pass" : "t-fail", one.now())
                        .raw("</tr>"));
        html.raw("</tbody></table>");
    }

    private void steps() {
        html.tag("h2", "", "Steps").raw("<div class=\"groups\">");
        for (Step.Group group : Step.Group.values()) {
            List<StepPart> steps = report.steps().stream()
                    .filter(step -> step.group().equals(group.name().toLowerCase(Locale.ROOT)))
                    .toList();
            if (!steps.isEmpty()) {
                html.raw("<section class=\"group\">").tag("h3", "", group.title());
                steps.forEach(this::step);
                html.raw("</section>");
            }
        }
        html.raw("</div>");
    }

    private void step(StepPart step) {
        html.raw("<div class=\"step\"><span class=\"mark m-" + step.mark() + "\" title=\"" + step.mark() + "\">"
                        + sign(step.mark()) + "</span><div class=\"body\"><p class=\"row\">")
                .tag("b", "", step.title());
        step.value()
                .ifPresent(value -> html.raw("<span class=\"value\">")
                        .text(Comparison.number(value) + " " + step.unit())
                        .tag("span", "muted small", " (" + threshold(step) + ")")
                        .raw("</span>"));
        html.raw("</p>").tag("p", "said", step.said());
        if (!step.remedy().isEmpty()) {
            html.raw("<p class=\"remedy r-" + step.mark() + "\">")
                    .text(step.remedy())
                    .raw("</p>");
        }
        if (!step.cause().isEmpty()) {
            html.raw("<p class=\"cause\">")
                    .text("Our own error: " + step.cause())
                    .raw("</p>");
        }
        html.raw("</div></div>");
    }

    private void call(CallPart call) {
        html.tag("h2", "", "Test call").raw("<section class=\"panel\"><div class=\"path\">");
        Optional<CallTrace.PathUsed> path = call.path();
        node("This computer", path.map(CallTrace.PathUsed::localAddress).orElse(""));
        boolean relayed = path.filter(one -> one.localType().equals("relay")).isPresent();
        if (relayed) {
            wire(path.map(CallTrace.PathUsed::relayProtocol).orElse("").toUpperCase(Locale.ROOT));
            node("Relay", "");
        }
        wire(path.map(one -> one.localType() + " ↔ " + one.remoteType() + ", "
                        + one.protocol().toUpperCase(Locale.ROOT))
                .orElse("no path"));
        node(
                call.with().equals("echo") || call.with().isBlank() ? "Echo" : call.with(),
                path.map(CallTrace.PathUsed::remoteAddress).orElse(""));
        html.raw("</div>");
        timeline(call);
        html.raw("</section>");
        charts(call.seconds());
        statistics(call.statistics());
    }

    private void node(String title, String address) {
        html.raw("<div class=\"node\">")
                .tag("b", "", title)
                .tag("span", "muted small", address)
                .raw("</div>");
    }

    private void wire(String words) {
        html.raw("<div class=\"wire\">").tag("span", "small", words).raw("</div>");
    }

    private void timeline(CallPart call) {
        long last = Math.max(
                1,
                call.timeline().stream().mapToLong(CallTrace.Moment::atMs).max().orElse(1));
        html.raw("<table class=\"timeline\"><tbody>");
        for (CallTrace.Moment moment : call.timeline()) {
            double share = 100.0 * moment.atMs() / last;
            html.raw("<tr>")
                    .tag("td", "", moment.event().replace('_', ' '))
                    .tag("td", "num", moment.atMs() + " ms")
                    .raw("<td class=\"bar\"><i style=\"left:" + String.format(Locale.ROOT, "%.2f", Math.min(share, 99))
                            + "%\"></i></td>")
                    .tag("td", "muted small", moment.detail().replace('_', ' '))
                    .raw("</tr>");
        }
        html.raw("</tbody></table>")
                .tag(
                        "p",
                        "muted small",
                        "End reason: " + call.endReason().replace('_', ' ') + ". This end was the " + call.role()
                                + ".");
    }

    private void charts(List<CallTrace.Second> seconds) {
        List<Long> at = seconds.stream().map(CallTrace.Second::atMs).toList();
        List<Chart> charts = List.of(
                chart(
                        "Round trip",
                        "ms",
                        at,
                        series(
                                "",
                                seconds.stream()
                                        .map(CallTrace.Second::roundTripMs)
                                        .toList())),
                chart(
                        "Lost packets",
                        "%",
                        at,
                        series(
                                "received",
                                seconds.stream()
                                        .map(CallTrace.Second::lossInPercent)
                                        .toList()),
                        series(
                                "sent",
                                seconds.stream()
                                        .map(CallTrace.Second::lossOutPercent)
                                        .toList())),
                chart(
                        "Jitter",
                        "ms",
                        at,
                        series(
                                "",
                                seconds.stream().map(CallTrace.Second::jitterMs).toList())),
                chart(
                        "Estimated sound quality",
                        "MOS",
                        at,
                        series("", seconds.stream().map(CallTrace.Second::mos).toList())),
                chart(
                        "Sound",
                        "kbit/s",
                        at,
                        series(
                                "received",
                                seconds.stream()
                                        .map(CallTrace.Second::audioInKbps)
                                        .toList()),
                        series(
                                "sent",
                                seconds.stream()
                                        .map(CallTrace.Second::audioOutKbps)
                                        .toList())),
                chart(
                        "Picture",
                        "kbit/s",
                        at,
                        series(
                                "received",
                                seconds.stream()
                                        .map(CallTrace.Second::videoInKbps)
                                        .toList()),
                        series(
                                "sent",
                                seconds.stream()
                                        .map(CallTrace.Second::videoOutKbps)
                                        .toList())),
                chart(
                        "Pictures received",
                        "a second",
                        at,
                        series(
                                "",
                                seconds.stream()
                                        .map(CallTrace.Second::videoInFps)
                                        .toList())));
        html.raw("<div class=\"charts\">");
        charts.stream().filter(Chart::hasValues).forEach(one -> one.write(html));
        html.raw("</div>");
    }

    private static Chart chart(String title, String unit, List<Long> at, Chart.Series... series) {
        return new Chart(title, unit, at, List.of(series));
    }

    private static Chart.Series series(String name, List<Double> values) {
        return new Chart.Series(name, values);
    }

    private void statistics(Map<String, Figures> statistics) {
        if (statistics.isEmpty()) {
            return;
        }
        html.raw(
                "<table class=\"stats\"><thead><tr><th></th><th>mean</th><th>p50</th><th>p95</th><th>least</th><th>most</th></tr></thead><tbody>");
        statistics.forEach((name, all) -> html.raw("<tr>")
                .tag("td", "", name.replace('_', ' '))
                .tag("td", "num", Comparison.number(all.mean()))
                .tag("td", "num", Comparison.number(all.p50()))
                .tag("td", "num", Comparison.number(all.p95()))
                .tag("td", "num", Comparison.number(all.min()))
                .tag("td", "num", Comparison.number(all.max()))
                .raw("</tr>"));
        html.raw("</tbody></table>");
    }

    private void lists() {
        html.raw("<div class=\"groups\">");
        list(
                "Addresses found (ICE)",
                report.candidates().stream()
                        .map(one -> new Pair(one.type() + " " + one.protocol(), one.address()))
                        .toList());
        list("Devices", report.devices());
        list("Switches", pairs(report.switches()));
        list("This computer", pairs(report.about()));
        list("Messages and connection", report.sync());
        html.raw("</div>");
        report.repeats().ifPresent(all -> {
            html.tag("h2", "", all.runs() + " runs").tag("p", "muted", words(all.verdicts()));
            html.raw(
                    "<table class=\"stats\"><thead><tr><th></th><th>marks</th><th>mean</th><th>p50</th><th>p95</th><th>unit</th></tr></thead><tbody>");
            all.steps().forEach(this::repeated);
            html.raw("</tbody></table>");
        });
    }

    private void repeated(RepeatLine line) {
        html.raw("<tr>").tag("td", "", line.title()).tag("td", "", words(line.marks()));
        html.tag(
                        "td",
                        "num",
                        line.figures().map(all -> Comparison.number(all.mean())).orElse(""))
                .tag(
                        "td",
                        "num",
                        line.figures().map(all -> Comparison.number(all.p50())).orElse(""))
                .tag(
                        "td",
                        "num",
                        line.figures().map(all -> Comparison.number(all.p95())).orElse(""))
                .tag("td", "muted", line.unit())
                .raw("</tr>");
    }

    private static String words(Map<String, Integer> marks) {
        return marks.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private void list(String title, List<Pair> pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        html.raw("<section class=\"group\">").tag("h3", "", title).raw("<table><tbody>");
        pairs.forEach(pair -> html.raw("<tr>")
                .tag("td", "muted", pair.name().replace('_', ' '))
                .tag("td", "", pair.value())
                .raw("</tr>"));
        html.raw("</tbody></table></section>");
    }

    private static List<Pair> pairs(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> new Pair(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void foot() {
        html.raw("<footer>")
                .tag(
                        "p",
                        "",
                        report.masked()
                                ? "Addresses and names of devices and people were taken out; the same one has the same number throughout."
                                : "This report holds addresses and names: give it only to people you trust.")
                .tag(
                        "p",
                        "",
                        "Sound quality is estimated by the E-model (ITU-T G.107): 4.4 is the best, below 3.6 many people are dissatisfied."
                                + " Threshold and remedy of each step: docs/calltest.md. Format " + report.schema()
                                + ".")
                .raw("</footer>");
    }

    private static String sign(String mark) {
        return SIGNS.getOrDefault(mark, "?");
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("/io/callvault/desktop/calltest/report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
