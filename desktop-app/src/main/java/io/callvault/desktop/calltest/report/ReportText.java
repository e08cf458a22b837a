package io.callvault.desktop.calltest.report;

import io.callvault.desktop.calltest.report.ReportDocument.StepPart;
import java.util.Map;
import java.util.stream.Collectors;

/** Everything that stands in a report, in lines to be read before it is shared. Stateless, any thread. */
public final class ReportText {

    private ReportText() {}

    /** Lines that end with a line feed; the seconds' series only as their count and figures. */
    public static String write(ReportDocument report) {
        StringBuilder text = new StringBuilder("Call Vault call test, run " + report.runId() + "\n"
                + report.startedAt() + ", " + report.tookMs() / 1_000 + " s, server " + report.server() + "\n"
                + (report.masked() ? "Addresses and names were taken out.\n" : "With addresses and names.\n"));
        text.append("\nVerdict: ")
                .append(report.verdict().mark())
                .append(" (")
                .append(report.verdict().code())
                .append(")\n  ")
                .append(report.verdict().sentence())
                .append("\n\nSteps\n");
        report.steps().forEach(step -> text.append(line(step)));
        report.call().ifPresent(call -> {
            text.append("\nCall ")
                    .append(call.callIdHash())
                    .append(", ")
                    .append(call.role())
                    .append(", ended: ")
                    .append(call.endReason())
                    .append('\n');
            call.path()
                    .ifPresent(path -> text.append("  path: " + path.localType() + " " + path.localAddress() + " ↔ "
                            + path.remoteType() + " " + path.remoteAddress() + "\n"));
            call.timeline()
                    .forEach(moment ->
                            text.append("  " + moment.atMs() + " ms " + moment.event() + " " + moment.detail() + "\n"));
            call.statistics()
                    .forEach((name, all) ->
                            text.append("  " + name + ": mean " + Comparison.number(all.mean()) + ", p50 "
                                    + Comparison.number(all.p50()) + ", p95 " + Comparison.number(all.p95()) + "\n"));
            text.append("  figures of ").append(call.seconds().size()).append(" seconds\n");
        });
        section(
                text,
                "Addresses found",
                report.candidates().stream()
                        .map(one -> one.type() + " " + one.protocol() + " " + one.address())
                        .collect(Collectors.joining("\n  ")));
        section(
                text,
                "Devices",
                report.devices().stream()
                        .map(one -> one.name() + ": " + one.value())
                        .collect(Collectors.joining("\n  ")));
        section(text, "This computer", lines(report.about()));
        section(text, "Switches", lines(report.switches()));
        section(
                text,
                "Messages and connection",
                report.sync().stream()
                        .map(one -> one.name() + ": " + one.value())
                        .collect(Collectors.joining("\n  ")));
        return text.toString();
    }

    private static String line(StepPart step) {
        return "  " + step.mark() + "  " + step.title() + ": " + step.said()
                + (step.cause().isEmpty() ? "" : " [" + step.cause() + "]") + "\n";
    }

    private static String lines(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n  "));
    }

    private static void section(StringBuilder text, String title, String lines) {
        if (!lines.isEmpty()) {
            text.append('\n').append(title).append("\n  ").append(lines).append('\n');
        }
    }
}
