package io.callvault.desktop.calltest.report;

import io.callvault.desktop.calltest.CallTestOptions;
import io.callvault.desktop.calltest.CallTrace;
import io.callvault.desktop.calltest.Figures;
import io.callvault.desktop.calltest.Mark;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.StepResult;
import io.callvault.desktop.calltest.TestRun;
import io.callvault.desktop.calltest.Verdict;
import io.callvault.desktop.calltest.report.ReportDocument.CallPart;
import io.callvault.desktop.calltest.report.ReportDocument.CandidatePart;
import io.callvault.desktop.calltest.report.ReportDocument.ChangePart;
import io.callvault.desktop.calltest.report.ReportDocument.Pair;
import io.callvault.desktop.calltest.report.ReportDocument.RepeatLine;
import io.callvault.desktop.calltest.report.ReportDocument.RepeatPart;
import io.callvault.desktop.calltest.report.ReportDocument.StepPart;
import io.callvault.desktop.calltest.report.ReportDocument.VerdictPart;
import io.callvault.desktop.calltest.run.Aggregate;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Makes reports of runs. Stateless, any thread. */
public final class Reports {

    private Reports() {}

    /**
     * What a report tells beside its run.
     *
     * @param unmasked whether addresses and names stay in
     * @param sync lines about messages and connection, of a signed-in app
     * @param repeats of several runs, of which this is the last
     * @param changes against an earlier run
     */
    public record Beside(boolean unmasked, List<Pair> sync, Optional<Aggregate> repeats, List<ChangePart> changes) {
        public static final Beside NOTHING = new Beside(false, List.of(), Optional.empty(), List.of());

        public Beside unmasked(boolean now) {
            return new Beside(now, sync, repeats, changes);
        }
    }

    /** The report as a value, addresses and names taken out unless told otherwise. */
    public static ReportDocument document(TestRun run, Beside beside) {
        Masking mask = new Masking(beside.unmasked());
        return new ReportDocument(
                ReportDocument.SCHEMA,
                !beside.unmasked(),
                run.runId(),
                Instant.ofEpochMilli(run.startedMs()).toString(),
                run.tookMs(),
                mask.text(run.options().server()),
                about(),
                switches(run.options()),
                verdict(run.verdict(), mask),
                run.results().stream().map(result -> step(result, mask)).toList(),
                run.evidence().devices().stream()
                        .map(device -> new Pair(device.kind(), mask.name(device.kind(), device.name())))
                        .toList(),
                run.evidence().candidates().stream()
                        .map(one -> new CandidatePart(one.type(), one.protocol(), mask.text(one.address())))
                        .toList(),
                run.evidence().call().map(trace -> call(trace, mask)),
                beside.sync().stream()
                        .map(pair -> new Pair(pair.name(), mask.text(pair.value())))
                        .toList(),
                beside.repeats().map(Reports::repeats),
                beside.changes().stream()
                        .map(one -> new ChangePart(
                                one.id(), one.title(), mask.text(one.before()), mask.text(one.now()), one.better()))
                        .toList());
    }

    public static String json(ReportDocument document) {
        return Json.write(document);
    }

    public static String html(ReportDocument document) {
        return new HtmlReport(document).write();
    }

    /** A mark as reports name it. */
    static String word(Mark mark) {
        return mark.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> about() {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("protocol", "CVP/" + Frame.PROTO);
        about.put(
                "app",
                Optional.ofNullable(Reports.class.getPackage().getImplementationVersion())
                        .orElse("development build"));
        about.put("java", System.getProperty("java.version", "") + " (" + System.getProperty("java.vendor", "") + ")");
        about.put(
                "system",
                String.join(
                        " ",
                        System.getProperty("os.name", ""),
                        System.getProperty("os.version", ""),
                        System.getProperty("os.arch", "")));
        about.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        return about;
    }

    private static Map<String, String> switches(CallTestOptions options) {
        Map<String, String> switches = new LinkedHashMap<>();
        switches.put("relay_only", Boolean.toString(options.relay()));
        switches.put("tcp_only", Boolean.toString(options.tcp()));
        switches.put("headless_audio", Boolean.toString(options.headlessAudio()));
        switches.put("talk_seconds", Integer.toString(options.talkSeconds()));
        // The room's name is the key to it.
        switches.put("with", options.withPerson() ? "another person" : CallTestOptions.ECHO);
        return switches;
    }

    private static VerdictPart verdict(Verdict verdict, Masking mask) {
        return new VerdictPart(
                word(verdict.mark()),
                verdict.code(),
                verdict.stage().map(step -> step.id()).orElse(""),
                mask.text(verdict.sentence()),
                verdict.remedy(),
                verdict.broken());
    }

    private static StepPart step(StepResult result, Masking mask) {
        Outcome outcome = result.outcome();
        return new StepPart(
                result.step().id(),
                result.step().title(),
                result.step().group().name().toLowerCase(Locale.ROOT),
                word(outcome.mark()),
                outcome.code(),
                mask.text(outcome.said()),
                outcome.measure().map(Outcome.Measure::value),
                outcome.measure().map(Outcome.Measure::unit).orElse(""),
                outcome.measure().map(Outcome.Measure::threshold).orElse(""),
                mask.text(outcome.remedy()),
                mask.text(outcome.cause()),
                result.startedMs(),
                result.tookMs());
    }

    /** Also of a call that a person made, not the test. */
    static CallPart call(CallTrace trace, Masking mask) {
        return new CallPart(
                trace.callIdHash(),
                trace.caller() ? "caller" : "called",
                mask.name("person", trace.with()),
                trace.relayOnly(),
                trace.end(),
                trace.path()
                        .map(path -> new CallTrace.PathUsed(
                                path.localType(),
                                path.remoteType(),
                                path.protocol(),
                                path.relayProtocol(),
                                mask.text(path.localAddress()),
                                mask.text(path.remoteAddress()))),
                trace.timeline().stream()
                        .map(moment -> new CallTrace.Moment(moment.atMs(), moment.event(), mask.text(moment.detail())))
                        .toList(),
                statistics(trace.seconds()),
                trace.seconds());
    }

    private static Map<String, Figures> statistics(List<CallTrace.Second> seconds) {
        Map<String, ToDoubleFunction<CallTrace.Second>> all = new LinkedHashMap<>();
        all.put("round_trip_ms", CallTrace.Second::roundTripMs);
        all.put("loss_in_percent", CallTrace.Second::lossInPercent);
        all.put("loss_out_percent", CallTrace.Second::lossOutPercent);
        all.put("jitter_ms", CallTrace.Second::jitterMs);
        all.put("audio_in_kbps", CallTrace.Second::audioInKbps);
        all.put("audio_out_kbps", CallTrace.Second::audioOutKbps);
        all.put("video_in_kbps", CallTrace.Second::videoInKbps);
        all.put("video_out_kbps", CallTrace.Second::videoOutKbps);
        all.put("video_in_fps", CallTrace.Second::videoInFps);
        all.put("mos", CallTrace.Second::mos);
        Map<String, Figures> figures = new LinkedHashMap<>();
        all.forEach((name, value) -> Figures.of(
                        seconds.stream().map(value::applyAsDouble).toList())
                .ifPresent(found -> figures.put(name, found)));
        return figures;
    }

    private static RepeatPart repeats(Aggregate all) {
        return new RepeatPart(
                all.runs(),
                words(all.marks()),
                all.lines().stream()
                        .map(line -> new RepeatLine(
                                line.step().id(),
                                line.step().title(),
                                words(line.marks()),
                                line.figures(),
                                line.unit()))
                        .toList());
    }

    private static Map<String, Integer> words(Map<Mark, Integer> marks) {
        return marks.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> word(entry.getKey()), Map.Entry::getValue, Integer::sum, LinkedHashMap::new));
    }
}
